package dev.warmer.eventloop;

import dev.warmer.netty.DirectSocket;

/**
 * Lets the last reply arrive: a socket closed over unread input is reset, and the reset can overtake the reply. So our
 * side is closed first, and the peer's is read and dropped for a while.
 */
final class Farewell {
    private static final int MAX_BYTES = 1 << 20;
    private static final long MAX_NANOS = 2_000_000_000L;

    private final DirectSocket socket;
    private int dropped;
    /** When our side was closed; 0 before. */
    private long left;

    /** Closes our side once all is sent. */
    Farewell(DirectSocket socket) {
        this.socket = socket;
        socket.shutdownOutput(() -> left = System.nanoTime());
    }

    void drop(int bytes) {
        dropped += bytes;
        if (dropped > MAX_BYTES) {
            socket.close();
        }
    }

    void tick(long now) {
        if (left != 0 && now - left >= MAX_NANOS) {
            socket.close();
        }
    }
}
