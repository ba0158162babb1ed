package dev.warmer.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.warmer.game.Outcome;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Parses lines and integers in a byte array. Only integers and invalid lines are decoded to strings: a NUMBER or REPORT
 * allocates nothing. Lines are given without their LF.
 */
final class CommandParser {
    private static final byte[] NUMBER = "NUMBER".getBytes(US_ASCII);
    /** The commands without integers, and their lines. */
    private static final Command[] FIXED = Stream.concat(
                    Arrays.stream(Outcome.values()).map(Command.Report::new), Stream.of(Command.CLEAR, Command.END))
            .toArray(Command[]::new);

    private static final byte[][] FIXED_LINES = Arrays.stream(FIXED)
            .map(command -> command.toString().getBytes(US_ASCII))
            .toArray(byte[][]::new);
    private static final byte[] PARAMS = "PARAMS".getBytes(US_ASCII);

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
        if (is(NUMBER, bytes, from, to)) { // the most frequent command
            return Command.NUMBER;
        }
        for (int i = 0; i < FIXED.length; i++) {
            if (is(FIXED_LINES[i], bytes, from, to)) {
                return FIXED[i];
            }
        }
        int nameEnd = indexOfSpace(bytes, from, to);
        if (is(PARAMS, bytes, from, nameEnd)) {
            return params(bytes, nameEnd, to);
        }
        throw invalidCommand(bytes, from, nameEnd, to);
    }

    private static ProtocolException invalidCommand(byte[] bytes, int from, int nameEnd, int to) {
        String name = new String(bytes, from, nameEnd - from, ISO_8859_1);
        return switch (name) {
            case "NUMBER", "CLEAR" -> new ProtocolException(ErrorCode.BAD_ARGUMENTS, name + " takes no argument");
            case "REPORT" -> invalidReport(bytes, nameEnd, to);
            default ->
                new ProtocolException(
                        ErrorCode.UNKNOWN_COMMAND,
                        "unknown command " + UntrustedText.quote(bytes, from, nameEnd)
                                + "; allowed: PARAMS, NUMBER, REPORT, CLEAR, or an empty line to end the session");
        };
    }

    private static ProtocolException invalidReport(byte[] bytes, int nameEnd, int to) {
        int start = nameEnd + 1;
        if (start > to || indexOfSpace(bytes, start, to) != to) {
            return new ProtocolException(ErrorCode.BAD_ARGUMENTS, "REPORT takes one argument: REPORT outcome");
        }
        String text = "unknown outcome " + UntrustedText.quote(bytes, start, to)
                + "; allowed: Warmer, Colder, Unsure, Same, Correct";
        return new ProtocolException(ErrorCode.BAD_OUTCOME, text);
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
        try {
            // The JDK takes the digits of every script, but ISO 8859-1 has only the ASCII ones.
            return Long.parseLong(new String(bytes, from, to - from, ISO_8859_1));
        } catch (NumberFormatException e) {
            String text = UntrustedText.quote(bytes, from, to) + " is not an integer from " + Long.MIN_VALUE + " to "
                    + Long.MAX_VALUE;
            throw new ProtocolException(ErrorCode.BAD_INTEGER, text);
        }
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
