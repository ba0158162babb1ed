package dev.warmer.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.stream.LongStream;

/** The wire's integers: signed 64-bit, an optional sign and ASCII digits, nothing else. */
final class Integers {
    /** How long a printed line can be: a sign, 19 digits, and the LF. */
    static final int MAX_LINE_BYTES = 21;

    /** 00 to 99: a division gives two digits, and divisions are what printing costs. */
    private static final byte[] PAIRS = pairs();

    /** 10 to the power of 0, 1, ... as far as it fits. */
    private static final long[] POWERS =
            LongStream.iterate(1, power -> 10 * power).limit(19).toArray();

    private Integers() {}

    private static byte[] pairs() {
        byte[] pairs = new byte[200];
        for (int i = 0; i < 100; i++) {
            pairs[2 * i] = (byte) ('0' + i / 10);
            pairs[2 * i + 1] = (byte) ('0' + i % 10);
        }
        return pairs;
    }

    /**
     * Parses the integer that stands from {@code from} to {@code to}; leading zeros are allowed.
     *
     * @throws ProtocolException BAD_INTEGER if it is none, or does not fit 64 bits
     */
    static long parse(byte[] bytes, int from, int to) {
        boolean signed = from < to && (bytes[from] == '-' || bytes[from] == '+');
        boolean negative = signed && bytes[from] == '-';
        int first = signed ? from + 1 : from;
        if (first == to) {
            throw notAnInteger(bytes, from, to);
        }
        long limit = negative ? Long.MIN_VALUE : -Long.MAX_VALUE;
        // Summed up below zero, where there is room for one more number than above.
        long value = 0;
        for (int i = first; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9 || value < limit / 10 || value * 10 < limit + digit) {
                throw notAnInteger(bytes, from, to);
            }
            value = value * 10 - digit;
        }
        return negative ? value : -value;
    }

    private static ProtocolException notAnInteger(byte[] bytes, int from, int to) {
        return Lines.violation(
                ErrorCode.BAD_INTEGER,
                bytes,
                from,
                to,
                "is not an integer from " + Long.MIN_VALUE + " to " + Long.MAX_VALUE);
    }

    /**
     * Prints {@code value} as a line, its digits and an LF, where there is room for {@link #MAX_LINE_BYTES}.
     *
     * @return where the line ends
     */
    static int printLine(long value, byte[] bytes, int from) {
        if (value == Long.MIN_VALUE) {
            return printLeast(bytes, from);
        }
        long rest = Math.abs(value);
        int start = from;
        if (value < 0) {
            bytes[start++] = '-';
        }
        int end = start + digits(rest);
        bytes[end] = '\n';
        printDigits(rest, bytes, end);
        return end + 1;
    }

    /** It has no absolute value. */
    private static int printLeast(byte[] bytes, int from) {
        byte[] line = (Long.MIN_VALUE + "\n").getBytes(US_ASCII);
        System.arraycopy(line, 0, bytes, from, line.length);
        return from + line.length;
    }

    private static void printDigits(long value, byte[] bytes, int end) {
        long rest = value;
        int at = end;
        for (; rest >= 100; rest /= 100) {
            int pair = 2 * (int) (rest % 100);
            bytes[--at] = PAIRS[pair + 1];
            bytes[--at] = PAIRS[pair];
        }
        printPair((int) rest, bytes, at);
    }

    private static void printPair(int value, byte[] bytes, int end) {
        bytes[end - 1] = PAIRS[2 * value + 1];
        if (value >= 10) {
            bytes[end - 2] = PAIRS[2 * value];
        }
    }

    /** A bit is 1233/4096 of a digit, or a little more; whether that makes one digit more, a comparison tells. */
    private static int digits(long value) {
        long odd = value | 1; // has as many digits, and is not 0
        int fewest = ((Long.SIZE - Long.numberOfLeadingZeros(odd)) * 1233) >>> 12;
        return odd < POWERS[fewest] ? fewest : fewest + 1;
    }
}
