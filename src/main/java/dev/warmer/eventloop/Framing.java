package dev.warmer.eventloop;

import dev.warmer.protocol.ProtocolException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.parsetools.RecordParser;

/**
 * Finds the lines in what is read. One that is whole in a read is taken where it lies; a {@link RecordParser} puts
 * together those that come in pieces. It could do all of it, and would copy each line twice.
 */
final class Framing {
    /** Who takes the lines. */
    interface Lines {
        /** A line stands from {@code from} to {@code to}, its LF left out. */
        void line(byte[] bytes, int from, int to);

        /** There is more of a line than a line may hold. */
        void tooLong(ProtocolException violation);

        /** {@return whether no further line is wanted} */
        boolean isOver();
    }

    private final Lines lines;
    private final int maxLineLength;
    /** Holds the beginning of a line whose end has not come; null while there is none. */
    private RecordParser pieces;

    Framing(Lines lines, int maxLineLength) {
        this.lines = lines;
        this.maxLineLength = maxLineLength;
    }

    /** Gives the lines that end in the first {@code length} of the bytes, until no further one is wanted. */
    void read(byte[] bytes, int length) {
        int from = 0;
        while (from < length && !lines.isOver()) {
            int to = endOfLine(bytes, from, length);
            if (to < length && pieces == null) {
                lines.line(bytes, from, to);
            } else {
                piece(bytes, from, Math.min(to + 1, length));
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

    private void piece(byte[] bytes, int from, int to) {
        if (pieces == null) {
            pieces = parser();
        }
        pieces.handle(Buffer.buffer(to - from).appendBytes(bytes, from, to - from));
    }

    /** Fed by hand, since one that wraps a socket takes an unterminated last line for a line. */
    private RecordParser parser() {
        return RecordParser.newDelimited("\n", this::whole)
                .maxRecordSize(maxLineLength + 1) // one more for a CR that may come right before the LF
                .exceptionHandler(tooLong -> lines.tooLong(ProtocolException.lineTooLong(maxLineLength)));
    }

    private void whole(Buffer line) {
        pieces = null;
        lines.line(line.getBytes(), 0, line.length());
    }
}
