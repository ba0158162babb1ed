package dev.warmer.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * The replies that are due, one line after another, until the owner of the {@link Session} sends and clears them. It
 * keeps its capacity when it is cleared, so that a guess allocates nothing. Sessions may share one, if it is empty
 * whenever another session uses it.
 *
 * <p>Not thread-safe.
 */
public final class ReplyBuffer {
    private static final int INITIAL_CAPACITY = 64;

    /** A sign, 19 digits, and the LF. */
    private static final int MAX_GUESS_BYTES = 21;

    private static final byte[] LEAST = (Long.MIN_VALUE + "\n").getBytes(US_ASCII);

    /** 00 to 99: a division gives two digits, and divisions are what printing costs. */
    private static final byte[] PAIRS = pairs();

    /** 10 to the power of 0, 1, ... as far as it fits. */
    private static final long[] POWERS =
            LongStream.iterate(1, power -> 10 * power).limit(19).toArray();

    private byte[] bytes = new byte[INITIAL_CAPACITY];
    private int length;

    /** Creates an empty buffer. */
    public ReplyBuffer() {}

    private static byte[] pairs() {
        byte[] pairs = new byte[200];
        for (int i = 0; i < 100; i++) {
            pairs[2 * i] = (byte) ('0' + i / 10);
            pairs[2 * i + 1] = (byte) ('0' + i % 10);
        }
        return pairs;
    }

    /** Appends a guess, a line of its own. */
    void guess(long number) {
        if (number == Long.MIN_VALUE) { // it has no absolute value
            append(LEAST);
            return;
        }
        ensureCapacity(MAX_GUESS_BYTES);
        if (number < 0) {
            bytes[length++] = '-';
        }
        long digits = Math.abs(number);
        int end = length + countDigits(digits);
        printDigits(digits, end);
        bytes[end] = '\n';
        length = end + 1;
    }

    /** Prints {@code value} in front of {@code end}. */
    private void printDigits(long value, int end) {
        long rest = value;
        int at = end;
        for (; rest >= 100; rest /= 100) {
            int pair = 2 * (int) (rest % 100);
            bytes[--at] = PAIRS[pair + 1];
            bytes[--at] = PAIRS[pair];
        }
        int pair = 2 * (int) rest;
        bytes[at - 1] = PAIRS[pair + 1];
        if (rest >= 10) {
            bytes[at - 2] = PAIRS[pair];
        }
    }

    /** A bit is 1233/4096 of a digit, or a little more; a comparison shows whether that makes one digit more. */
    private static int countDigits(long value) {
        long odd = value | 1; // has as many digits, and is not 0
        int fewest = ((Long.SIZE - Long.numberOfLeadingZeros(odd)) * 1233) >>> 12;
        return odd < POWERS[fewest] ? fewest : fewest + 1;
    }

    /** Appends the ERROR line that ends a session for {@code reason}. */
    void error(ProtocolException reason) {
        append(("ERROR " + reason.code() + " " + reason.getMessage() + "\n").getBytes(UTF_8));
    }

    private void append(byte[] line) {
        ensureCapacity(line.length);
        System.arraycopy(line, 0, bytes, length, line.length);
        length += line.length;
    }

    private void ensureCapacity(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }

    /** {@return the array that starts with the replies; valid up to {@link #length()} and until the next reply} */
    public byte[] bytes() {
        return bytes;
    }

    /** {@return the length of the replies in bytes} */
    public int length() {
        return length;
    }

    /** {@return whether there are no replies} */
    public boolean isEmpty() {
        return length == 0;
    }

    /** Removes the replies; the bytes stay as they are until the next reply. */
    public void clear() {
        length = 0;
    }

    /** {@return the lines} */
    @Override
    public String toString() {
        return new String(bytes, 0, length, UTF_8);
    }
}
