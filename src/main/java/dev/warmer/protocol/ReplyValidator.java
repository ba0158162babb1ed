package dev.warmer.protocol;

import dev.warmer.game.Range;

/**
 * The client's check of what a server answers in one game: every reply is a guess in the range, and a new one.
 *
 * <p>Not thread-safe; holds every guess of the game, in 16 to 32 bytes each.
 */
public final class ReplyValidator {
    /** How many bytes a reply may hold, its end left out. */
    public static final int MAX_LINE_LENGTH = 1024;

    private final Range range;
    private final LongSet seen = new LongSet();

    /** @param range the range of the game, as it was sent */
    public ReplyValidator(Range range) {
        this.range = range;
    }

    /**
     * Reads the reply to a NUMBER from the line that stands from {@code from} to {@code to}, without its LF.
     *
     * @return the number guessed
     * @throws ProtocolException if the protocol does not allow this reply
     */
    public long read(byte[] bytes, int from, int to) {
        int end = Lines.dropCr(bytes, from, to);
        Lines.checkLength(end - from, MAX_LINE_LENGTH);
        return check(integer(bytes, from, end));
    }

    private static long integer(byte[] bytes, int from, int to) {
        try {
            return Integers.parse(bytes, from, to);
        } catch (ProtocolException noInteger) {
            // Every integer is printable ASCII, so the encoding needs a look only where there is none.
            Lines.checkEncoding(bytes, from, to);
            throw Lines.isError(bytes, from, to) ? error(bytes, from, to) : noInteger;
        }
    }

    /** {@return what is wrong with a line that comes when nothing was asked} */
    public static ProtocolException unasked(byte[] bytes, int from, int to) {
        int end = Lines.dropCr(bytes, from, to);
        return Lines.isError(bytes, from, end)
                ? error(bytes, from, end)
                : Lines.violation(ErrorCode.UNASKED_REPLY, bytes, from, end, "came, and nothing was asked");
    }

    private static ProtocolException error(byte[] bytes, int from, int to) {
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
}
