package dev.warmer.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * What a {@link Session} answers to a line: no bytes or one line of them, and whether they are the last.
 *
 * <p>Immutable but for the array, which is the caller's to send and nobody's to change.
 */
public final class Reply {
    /** Nothing to send; the session goes on. */
    public static final Reply NONE = new Reply(new byte[0], false);

    /** Nothing to send; the session is over. */
    public static final Reply END = new Reply(NONE.bytes, true);

    private final byte[] bytes;
    private final boolean last;

    private Reply(byte[] bytes, boolean last) {
        this.bytes = bytes;
        this.last = last;
    }

    static Reply guess(long number) {
        return new Reply(Integers.printLine(number), false);
    }

    /** {@return the ERROR line that ends a session for {@code reason}} */
    static Reply error(ProtocolException reason) {
        return new Reply(("ERROR " + reason.code() + " " + reason.getMessage() + "\n").getBytes(UTF_8), true);
    }

    /** {@return the line to send, LF included, or no bytes} */
    public byte[] bytes() {
        return bytes;
    }

    /** {@return whether the connection is to be closed once {@link #bytes()} are sent} */
    public boolean isLast() {
        return last;
    }
}
