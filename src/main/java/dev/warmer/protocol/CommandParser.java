package dev.warmer.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.warmer.game.Outcome;
import java.util.Arrays;

/**
 * Parses lines and integers where they stand in a byte array; nothing is decoded or copied unless the line is wrong.
 * Lines are given without their LF.
 */
final class CommandParser {
    private static final byte[] NUMBER = "NUMBER".getBytes(US_ASCII);
    private static final byte[] REPORT = "REPORT".getBytes(US_ASCII);
    private static final byte[] CLEAR = "CLEAR".getBytes(US_ASCII);
    private static final byte[] PARAMS = "PARAMS".getBytes(US_ASCII);

    private static final Outcome[] OUTCOMES = Outcome.values();
    private static final byte[][] OUTCOME_NAMES = Arrays.stream(OUTCOMES)
            .map(outcome -> outcome.toString().getBytes(US_ASCII))
            .toArray(byte[][]::new);
    private static final Command[] REPORTS =
            Arrays.stream(OUTCOMES).map(Command.Report::new).toArray(Command[]::new);

    private CommandParser() {}

    /** {@return where the line from {@code from} to {@code to} ends without one CR right before its end} */
    static int dropCr(byte[] bytes, int from, int to) {
        return from < to && bytes[to - 1] == '\r' ? to - 1 : to;
    }

    /**
     * Parses the command in the line from {@code from} to {@code to}.
     *
     * @throws ProtocolException if there is none
     */
    static Command parse(byte[] bytes, int from, int to) {
        if (is(NUMBER, bytes, from, to)) {
            return Command.NUMBER;
        }
        if (from == to) {
            return Command.END;
        }
        int nameEnd = indexOfSpace(bytes, from, to);
        if (is(REPORT, bytes, from, nameEnd)) {
            return report(bytes, nameEnd, to);
        }
        if (is(PARAMS, bytes, from, nameEnd)) {
            return params(bytes, nameEnd, to);
        }
        if (is(CLEAR, bytes, from, to)) {
            return Command.CLEAR;
        }
        throw noCommand(bytes, from, nameEnd);
    }

    private static ProtocolException noCommand(byte[] bytes, int from, int nameEnd) {
        if (is(NUMBER, bytes, from, nameEnd) || is(CLEAR, bytes, from, nameEnd)) {
            String name = new String(bytes, from, nameEnd - from, US_ASCII);
            return new ProtocolException(ErrorCode.BAD_ARGUMENTS, name + " takes no argument");
        }
        String text = "unknown command " + Lines.quote(bytes, from, nameEnd)
                + "; allowed: PARAMS, NUMBER, REPORT, CLEAR, or an empty line to end the session";
        return new ProtocolException(ErrorCode.UNKNOWN_COMMAND, text);
    }

    private static Command report(byte[] bytes, int nameEnd, int to) {
        int start = Math.min(nameEnd + 1, to);
        for (int i = 0; i < OUTCOME_NAMES.length; i++) {
            if (is(OUTCOME_NAMES[i], bytes, start, to)) {
                return REPORTS[i];
            }
        }
        if (nameEnd == to || indexOfSpace(bytes, start, to) != to) {
            throw new ProtocolException(ErrorCode.BAD_ARGUMENTS, "REPORT takes one argument: REPORT outcome");
        }
        String text =
                "unknown outcome " + Lines.quote(bytes, start, to) + "; allowed: Warmer, Colder, Unsure, Same, Correct";
        throw new ProtocolException(ErrorCode.BAD_OUTCOME, text);
    }

    private static Command params(byte[] bytes, int nameEnd, int to) {
        int lower = Math.min(nameEnd + 1, to);
        int lowerEnd = indexOfSpace(bytes, lower, to);
        int upper = Math.min(lowerEnd + 1, to);
        if (lowerEnd == to || indexOfSpace(bytes, upper, to) != to) {
            throw new ProtocolException(ErrorCode.BAD_ARGUMENTS, "PARAMS takes two arguments: PARAMS lower upper");
        }
        return new Command.Params(parseInteger(bytes, lower, lowerEnd), parseInteger(bytes, upper, to));
    }

    /**
     * Parses a signed 64-bit integer: an optional sign and ASCII digits, leading zeros allowed.
     *
     * @throws ProtocolException BAD_INTEGER if there is none, or it does not fit 64 bits
     */
    static long parseInteger(byte[] bytes, int from, int to) {
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
        String text =
                Lines.quote(bytes, from, to) + " is not an integer from " + Long.MIN_VALUE + " to " + Long.MAX_VALUE;
        return new ProtocolException(ErrorCode.BAD_INTEGER, text);
    }

    private static boolean is(byte[] expected, byte[] bytes, int from, int to) {
        return Arrays.equals(expected, 0, expected.length, bytes, from, to);
    }

    private static int indexOfSpace(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to && bytes[i] != ' ') {
            i++;
        }
        return i;
    }
}
