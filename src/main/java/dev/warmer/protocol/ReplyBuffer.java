package dev.warmer.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * The replies that are due, one line after another, until whoever drives the {@link Session} sends and clears them. It
 * keeps its room when it is cleared, so that a guess allocates nothing. Sessions may share one, if it is empty whenever
 * another takes its turn.
 *
 * <p>Not thread-safe.
 */
public final class ReplyBuffer {
    private static final int FIRST_CAPACITY = 64;

    private byte[] bytes = new byte[FIRST_CAPACITY];
    private int length;

    /** Makes an empty one. */
    public ReplyBuffer() {}

    void guess(long number) {
        makeRoom(Integers.MAX_LINE_BYTES);
        length = Integers.printLine(number, bytes, length);
    }

    /** Adds the ERROR line that ends a session for {@code reason}. */
    void error(ProtocolException reason) {
        byte[] line = ("ERROR " + reason.code() + " " + reason.getMessage() + "\n").getBytes(UTF_8);
        makeRoom(line.length);
        System.arraycopy(line, 0, bytes, length, line.length);
        length += line.length;
    }

    private void makeRoom(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }

    /** {@return the array that begins with them, to be read up to {@link #length()} and before the next reply comes} */
    public byte[] bytes() {
        return bytes;
    }

    /** {@return how many bytes they have} */
    public int length() {
        return length;
    }

    /** {@return whether there is none} */
    public boolean isEmpty() {
        return length == 0;
    }

    /** Forgets them; the bytes stay as they are until the next reply. */
    public void clear() {
        length = 0;
    }

    /** {@return the lines} */
    @Override
    public String toString() {
        return new String(bytes, 0, length, UTF_8);
    }
}
