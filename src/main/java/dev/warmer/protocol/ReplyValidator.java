package dev.warmer.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.warmer.game.Range;
import java.util.Arrays;

/**
 * The client's check of a server's replies in one game: every reply is a guess in the range, and a new one.
 *
 * <p>Not thread-safe; stores every guess of the game, in 16 to 32 bytes each.
 */
public final class ReplyValidator {
    /** The maximum length of a reply in bytes, without its terminator. */
    public static final int MAX_LINE_LENGTH = 1024;

    private static final byte[] ERROR = "ERROR".getBytes(US_ASCII);

    private final Range range;
    private final LongSet seen = new LongSet();

    /** @param range the range of the game, as it was sent */
    public ReplyValidator(Range range) {
        this.range = range;
    }

    /**
     * Parses the reply to a NUMBER: the line from {@code from} to {@code to}, without its LF.
     *
     * @return the number guessed
     * @throws ProtocolException if the protocol does not allow this reply
     */
    public long read(byte[] bytes, int from, int to) {
        int end = CommandParser.dropCr(bytes, from, to);
        if (end - from > MAX_LINE_LENGTH) {
            throw ProtocolException.lineTooLong(MAX_LINE_LENGTH);
        }
        return check(integer(bytes, from, end));
    }

    private static long integer(byte[] bytes, int from, int to) {
        try {
            return CommandParser.parseInteger(bytes, from, to);
        } catch (ProtocolException noInteger) {
            // Every integer is printable ASCII, so the encoding is checked only where there is none.
            Lines.checkEncoding(bytes, from, to);
            throw isError(bytes, from, to) ? errorReply(bytes, from, to) : noInteger;
        }
    }

    /** {@return the violation of a server that sends this line while no request is pending} */
    public static ProtocolException unexpected(byte[] bytes, int from, int to) {
        int end = CommandParser.dropCr(bytes, from, to);
        if (isError(bytes, from, end)) {
            return errorReply(bytes, from, end);
        }
        String text = "unexpected reply " + Lines.quote(bytes, from, end) + ": no request pending";
        return new ProtocolException(ErrorCode.UNEXPECTED_REPLY, text);
    }

    private static boolean isError(byte[] bytes, int from, int to) {
        int end = from + ERROR.length;
        return end <= to && Arrays.equals(ERROR, 0, ERROR.length, bytes, from, end) && (end == to || bytes[end] == ' ');
    }

    private static ProtocolException errorReply(byte[] bytes, int from, int to) {
        String text = Lines.printable(bytes, from, to);
        return new ProtocolException(ErrorCode.ERROR_REPLY, "the server answered " + text);
    }

    private long check(long guess) {
        if (!range.contains(guess)) {
            throw new ProtocolException(ErrorCode.OUT_OF_RANGE, "the guess " + guess + " is not in " + range);
        }
        if (!seen.add(guess)) {
            throw new ProtocolException(
                    ErrorCode.REPEATED_GUESS, "the guess " + guess + " was made before in this game");
        }
        return guess;
    }

    /**
     * A set of integers without an object for each: a hash table with open addressing and linear probing (Knuth, The
     * Art of Computer Programming, volume 3, 6.4, Algorithm L), at most half full, with Fibonacci hashing.
     */
    static final class LongSet {
        private static final long GOLDEN = 0x9e3779b97f4a7c15L;
        private static final int INITIAL_BITS = 4;

        /** Zero marks an empty slot, so that zero itself is stored apart. */
        private long[] slots = new long[1 << INITIAL_BITS];

        private int shift = Long.SIZE - INITIAL_BITS;
        private int size;
        private boolean containsZero;

        /** {@return whether {@code value} was added: it was not in the set before} */
        boolean add(long value) {
            if (value == 0) {
                boolean added = !containsZero;
                containsZero = true;
                return added;
            }
            int slot = slot(value);
            if (slots[slot] == value) {
                return false;
            }
            slots[slot] = value;
            size++;
            if (size > slots.length / 2) {
                grow();
            }
            return true;
        }

        /** {@return where {@code value} is, or would be} */
        private int slot(long value) {
            int slot = (int) ((value * GOLDEN) >>> shift);
            while (slots[slot] != 0 && slots[slot] != value) {
                slot = (slot + 1) & (slots.length - 1);
            }
            return slot;
        }

        private void grow() {
            long[] before = slots;
            slots = new long[2 * before.length];
            shift--;
            for (long value : before) {
                if (value != 0) {
                    slots[slot(value)] = value;
                }
            }
        }
    }
}
