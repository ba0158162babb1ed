package dev.warmer.server;

import dev.warmer.net.HalfClose;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;

/**
 * Lets the last reply arrive: a socket closed over unread input is reset, and the reset can overtake the reply. So our
 * side is closed first, and the peer's is read and dropped for a while.
 */
final class Farewell {
    private static final int MAX_BYTES = 1 << 20;
    private static final long MAX_MS = 2_000;

    private final Vertx vertx;
    private final NetSocket socket;
    private int dropped;
    private boolean begun;

    Farewell(Vertx vertx, NetSocket socket) {
        this.vertx = vertx;
        this.socket = socket;
    }

    /** Closes our side once all is sent, and the socket at the end of the peer's side or of its time. */
    void begin() {
        if (!begun) {
            begun = true;
            HalfClose.shutdownOutput(socket)
                    .onSuccess(sent -> vertx.setTimer(MAX_MS, waited -> socket.close()))
                    .onFailure(reset -> socket.close());
        }
    }

    void drop(Buffer bytes) {
        dropped += bytes.length();
        if (dropped > MAX_BYTES) {
            socket.close();
        }
    }
}
