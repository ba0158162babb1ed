package dev.warmer.connection;

/**
 * How long a connection lingers after our side was closed: a socket closed with unread input is reset, and the reset may
 * overtake the last reply. Times are nanoseconds. Not thread-safe.
 */
final class LingeringClose {
    private static final long MAX_NANOS = 2_000_000_000L;
    private static final int MAX_BYTES = 1 << 20;

    private boolean begun;
    private long begunAt;
    private int discardedBytes;

    /** Our side is closed. */
    void begin(long now) {
        begun = true;
        begunAt = now;
    }

    /** So many bytes of input were dropped. {@return whether there were too many} */
    boolean discard(int bytes) {
        discardedBytes += bytes;
        return discardedBytes > MAX_BYTES;
    }

    boolean isOver(long now) {
        return begun && now - begunAt >= MAX_NANOS;
    }

    long deadline() {
        return begunAt + MAX_NANOS;
    }
}
