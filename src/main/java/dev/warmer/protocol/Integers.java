package dev.warmer.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** The wire's integers: signed 64-bit, an optional sign and ASCII digits, nothing else. */
final class Integers {
    private Integers() {}

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

    /** {@return {@code value} as a line: its digits and an LF} */
    static byte[] printLine(long value) {
        if (value == Long.MIN_VALUE) {
            return (value + "\n").getBytes(US_ASCII);
        }
        byte[] line = new byte[length(value) + 1];
        int end = line.length;
        line[--end] = '\n';
        long rest = Math.abs(value);
        do {
            line[--end] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest != 0);
        if (value < 0) {
            line[--end] = '-';
        }
        return line;
    }

    private static int length(long value) {
        int length = value < 0 ? 2 : 1;
        long rest = Math.abs(value);
        for (long bound = 10; rest >= bound; bound *= 10) {
            length++;
            if (bound > Long.MAX_VALUE / 10) {
                break;
            }
        }
        return length;
    }
}
