package dev.warmer.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.warmer.game.Range;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * The client's check of a server's replies in one game: every reply must be a number in the range that was not guessed
 * before.
 *
 * <p>Not thread-safe; stores every guess of the game, in 50 to 60 bytes each.
 */
public final class ReplyValidator {
    /** The maximum length of a reply in bytes, without its terminator. */
    public static final int MAX_LINE_LENGTH = 1024;

    private static final byte[] ERROR = "ERROR".getBytes(US_ASCII);

    private final Range range;
    private final Set<Long> guesses = new HashSet<>();

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
            UntrustedText.checkEncoding(bytes, from, to);
            throw isError(bytes, from, to) ? errorReply(bytes, from, to) : noInteger;
        }
    }

    /** {@return the violation of a server that sends this line while no request is pending} */
    public static ProtocolException unexpected(byte[] bytes, int from, int to) {
        int end = CommandParser.dropCr(bytes, from, to);
        if (isError(bytes, from, end)) {
            return errorReply(bytes, from, end);
        }
        String text = "unexpected reply " + UntrustedText.quote(bytes, from, end) + ": no request pending";
        return new ProtocolException(ErrorCode.UNEXPECTED_REPLY, text);
    }

    private static boolean isError(byte[] bytes, int from, int to) {
        int end = from + ERROR.length;
        return end <= to && Arrays.equals(ERROR, 0, ERROR.length, bytes, from, end) && (end == to || bytes[end] == ' ');
    }

    private static ProtocolException errorReply(byte[] bytes, int from, int to) {
        String text = UntrustedText.printable(bytes, from, to);
        return new ProtocolException(ErrorCode.ERROR_REPLY, "the server answered " + text);
    }

    private long check(long guess) {
        if (!range.contains(guess)) {
            throw new ProtocolException(ErrorCode.OUT_OF_RANGE, "the guess " + guess + " is not in " + range);
        }
        if (!guesses.add(guess)) {
            throw new ProtocolException(
                    ErrorCode.REPEATED_GUESS, "the guess " + guess + " was made before in this game");
        }
        return guess;
    }
}
