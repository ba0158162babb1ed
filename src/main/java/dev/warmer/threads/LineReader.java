package dev.warmer.threads;

import dev.warmer.protocol.ProtocolException;
import dev.warmer.tls.TlsDetector;
import java.io.IOException;
import java.io.InputStream;

/**
 * Cuts a blocking stream into lines, for one thread.
 *
 * <p>What stands after the last LF when the stream ends is not a line.
 */
final class LineReader {
    private static final int READ_BYTES = 8192;

    private final InputStream in;
    private final int maxLineLength;
    private final byte[] bytes;
    /** The line read last stands from start to end. */
    private int start;

    private int end;
    /** Where the next line begins, how far no LF is in it, and how far there are bytes at all. */
    private int next;

    private int scanned;
    private int filled;
    /** Whether nothing has come yet. */
    private boolean fresh = true;

    LineReader(InputStream in, int maxLineLength) {
        this.in = in;
        this.maxLineLength = maxLineLength;
        bytes = new byte[Math.max(READ_BYTES, maxLineLength + 2)];
    }

    /**
     * Waits for the next line.
     *
     * @return whether there is one; if not, the stream has ended
     * @throws ProtocolException LINE_TOO_LONG as soon as the line cannot but be, BAD_ENCODING if it all begins as TLS
     */
    boolean read() throws IOException {
        while (!hasLine()) {
            if (scanned - next > maxLineLength + 1) { // one more for a CR that may come right before the LF
                throw ProtocolException.lineTooLong(maxLineLength);
            }
            if (!fill()) {
                return false;
            }
        }
        start = next;
        end = scanned;
        next = ++scanned;
        return true;
    }

    /** {@return whether the next line is here already, so that {@link #read()} will not wait} */
    boolean hasLine() {
        while (scanned < filled && bytes[scanned] != '\n') {
            scanned++;
        }
        return scanned < filled;
    }

    private boolean fill() throws IOException {
        System.arraycopy(bytes, next, bytes, 0, filled - next);
        filled -= next;
        scanned -= next;
        next = 0;
        int count = in.read(bytes, filled, bytes.length - filled);
        filled += Math.max(count, 0);
        if (fresh && count > 0 && TlsDetector.looksLikeTls(bytes[0])) {
            throw ProtocolException.unexpectedTls();
        }
        fresh &= count <= 0;
        return count >= 0;
    }

    boolean isFresh() {
        return fresh;
    }

    byte[] bytes() {
        return bytes;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }
}
