package dev.warmer.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.warmer.game.Outcome;
import java.util.Arrays;

/** Reads a {@link Command} from the bytes of a line; nothing is decoded or copied unless the line is wrong. */
final class CommandParser {
    private static final byte[] NUMBER = "NUMBER".getBytes(US_ASCII);
    private static final byte[] REPORT = "REPORT".getBytes(US_ASCII);
    private static final byte[] CLEAR = "CLEAR".getBytes(US_ASCII);
    private static final byte[] PARAMS = "PARAMS".getBytes(US_ASCII);

    private static final Outcome[] OUTCOMES = Outcome.values();
    private static final byte[][] WORDS = Arrays.stream(OUTCOMES)
            .map(outcome -> outcome.toString().getBytes(US_ASCII))
            .toArray(byte[][]::new);
    private static final Command[] REPORTS =
            Arrays.stream(OUTCOMES).map(Command.Report::new).toArray(Command[]::new);

    private CommandParser() {}

    /**
     * Parses the line that stands from {@code from} to {@code to}, its end left out.
     *
     * @throws ProtocolException if it is no command
     */
    static Command parse(byte[] bytes, int from, int to) {
        if (is(NUMBER, bytes, from, to)) {
            return Command.NUMBER;
        }
        if (from == to) {
            return Command.END;
        }
        int wordEnd = indexOfSpace(bytes, from, to);
        if (is(REPORT, bytes, from, wordEnd)) {
            return report(bytes, wordEnd, to);
        }
        if (is(PARAMS, bytes, from, wordEnd)) {
            return params(bytes, wordEnd, to);
        }
        if (is(CLEAR, bytes, from, to)) {
            return Command.CLEAR;
        }
        if (is(NUMBER, bytes, from, wordEnd) || is(CLEAR, bytes, from, wordEnd)) {
            String name = new String(bytes, from, wordEnd - from, US_ASCII);
            throw new ProtocolException(ErrorCode.BAD_ARGUMENTS, name + " takes no argument");
        }
        throw Lines.violation(
                ErrorCode.UNKNOWN_COMMAND,
                bytes,
                from,
                wordEnd,
                "is not a command: PARAMS, NUMBER, REPORT, CLEAR, or an empty line to end");
    }

    private static Command report(byte[] bytes, int wordEnd, int to) {
        int start = wordEnd + 1;
        for (int i = 0; i < WORDS.length; i++) {
            if (is(WORDS[i], bytes, start, to)) {
                return REPORTS[i];
            }
        }
        if (wordEnd == to || indexOfSpace(bytes, start, to) != to) {
            throw new ProtocolException(ErrorCode.BAD_ARGUMENTS, "REPORT takes one argument: REPORT outcome");
        }
        throw Lines.violation(
                ErrorCode.BAD_OUTCOME, bytes, start, to, "is not an outcome: Warmer, Colder, Unsure, Same or Correct");
    }

    private static Command params(byte[] bytes, int wordEnd, int to) {
        int lower = Math.min(wordEnd + 1, to);
        int lowerEnd = indexOfSpace(bytes, lower, to);
        int upper = Math.min(lowerEnd + 1, to);
        if (lowerEnd == to || indexOfSpace(bytes, upper, to) != to) {
            throw new ProtocolException(ErrorCode.BAD_ARGUMENTS, "PARAMS takes two arguments: PARAMS lower upper");
        }
        return new Command.Params(Integers.parse(bytes, lower, lowerEnd), Integers.parse(bytes, upper, to));
    }

    private static boolean is(byte[] word, byte[] bytes, int from, int to) {
        if (to - from != word.length) {
            return false;
        }
        int i = 0;
        while (i < word.length && bytes[from + i] == word[i]) {
            i++;
        }
        return i == word.length;
    }

    private static int indexOfSpace(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to && bytes[i] != ' ') {
            i++;
        }
        return i;
    }
}
