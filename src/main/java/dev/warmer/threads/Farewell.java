package dev.warmer.threads;

import java.io.IOException;
import java.io.InputStream;

/**
 * Lets the last reply arrive: a socket closed over unread input is reset, and the reset can overtake the reply. So our
 * side is closed first, and the peer's is read and dropped for a while, TLS or not.
 */
final class Farewell {
    private static final int MAX_BYTES = 1 << 20;
    private static final long MAX_NANOS = 2_000_000_000L;

    private final PeerSocket socket;
    private final Stall stall;
    private volatile boolean begun;
    /** When our side was closed; 0 before. */
    private volatile long left;

    Farewell(PeerSocket socket, Stall stall) {
        this.socket = socket;
        this.stall = stall;
    }

    boolean isBegun() {
        return begun;
    }

    /** Closes our side, which in TLS has to wait for the peer to take its last word. */
    void begin() throws IOException {
        begin(socket::shutdownOutput);
    }

    /** Closes our side of a connection that never came to speak TLS. */
    void beginBelowTls() throws IOException {
        begin(socket.tcp()::shutdownOutput);
    }

    private void begin(Shutdown shutdown) throws IOException {
        begun = true;
        stall.begin(System.nanoTime());
        try {
            shutdown.run();
        } finally {
            stall.end();
            left = System.nanoTime();
        }
    }

    private interface Shutdown {
        void run() throws IOException;
    }

    /** Reads and drops what the peer still sends. */
    void drop() throws IOException {
        InputStream in = socket.tcp().getInputStream();
        byte[] dropped = new byte[8192];
        int rest = MAX_BYTES;
        while (rest > 0) {
            int count = in.read(dropped);
            rest = count < 0 ? 0 : rest - count;
        }
    }

    /** Ends the dropping when it has gone on for long enough. */
    void tick(long now) throws IOException {
        if (left != 0 && now - left >= MAX_NANOS) {
            socket.close();
        }
    }
}
