package dev.warmer.connection;

import java.util.Arrays;

/**
 * Finds lines in reads of any size. A line that lies within one read is not copied; memory is taken only while the end
 * of a line has not arrived. Not thread-safe.
 */
public final class LineFramer {
    /** Receives the lines. */
    public interface Handler {
        /** A line is complete: the bytes from {@code from} to {@code to}, without the LF. */
        void line(byte[] bytes, int from, int to);

        /** A line is longer than the limit. */
        void lineTooLong();

        /** {@return whether further lines are to be passed} */
        boolean acceptsLines();
    }

    private static final byte[] NOTHING = {};

    private final Handler handler;
    private final int maxLength;
    /** The beginning of a line whose end has not arrived. */
    private byte[] partial = NOTHING;

    private int partialLength;

    /**
     * @param handler receives the lines
     * @param maxLineLength how many bytes a line may hold, its LF and a CR before it excluded
     */
    public LineFramer(Handler handler, int maxLineLength) {
        this.handler = handler;
        maxLength = maxLineLength + 1; // for the CR
    }

    /** Passes on the lines that end in the first {@code length} bytes, until no further one is wanted. */
    public void read(byte[] bytes, int length) {
        int from = 0;
        while (from < length && handler.acceptsLines()) {
            int to = endOfLine(bytes, from, length);
            if (to == length) {
                keep(bytes, from, to);
            } else if (partialLength == 0) {
                handler.line(bytes, from, to);
            } else {
                complete(bytes, from, to);
            }
            from = to + 1;
        }
    }

    private static int endOfLine(byte[] bytes, int from, int length) {
        int to = from;
        while (to < length && bytes[to] != '\n') {
            to++;
        }
        return to;
    }

    private void complete(byte[] bytes, int from, int to) {
        keep(bytes, from, to);
        byte[] line = partial;
        int length = partialLength;
        partial = NOTHING;
        partialLength = 0;
        if (handler.acceptsLines()) {
            handler.line(line, 0, length);
        }
    }

    private void keep(byte[] bytes, int from, int to) {
        int length = partialLength + to - from;
        if (length > maxLength) {
            handler.lineTooLong();
            return;
        }
        if (length > partial.length) {
            partial = Arrays.copyOf(partial, Math.max(length, Math.min(2 * partial.length, maxLength)));
        }
        System.arraycopy(bytes, from, partial, partialLength, to - from);
        partialLength = length;
    }
}
