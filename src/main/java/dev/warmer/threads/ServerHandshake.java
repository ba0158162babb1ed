package dev.warmer.threads;

import dev.warmer.metrics.ConnectionMetrics;
import dev.warmer.tls.HandshakeFailure;
import java.io.IOException;
import java.time.Duration;

/** What comes before the first line: both sides of a connection come to speak TLS, if they are to. */
final class ServerHandshake {
    private final PeerSocket socket;
    private final Farewell farewell;
    private final ConnectionMetrics telemetry;
    private final long begun = System.nanoTime();
    private volatile boolean on;

    ServerHandshake(PeerSocket socket, Farewell farewell, ConnectionMetrics telemetry) {
        this.socket = socket;
        this.farewell = farewell;
        this.telemetry = telemetry;
        on = socket.isTls();
    }

    boolean isOn() {
        return on;
    }

    /** {@return whether it has succeeded, once it is over} A peer that does not speak TLS is told so, in an alert. */
    boolean run() throws IOException {
        try {
            socket.shakeHands();
            on = false;
            return true;
        } catch (IOException e) {
            if (!socket.isClosed()) {
                telemetry.handshakeFailed(HandshakeFailure.describe(e));
            }
            farewell.beginBelowTls();
            farewell.drop();
            return false;
        }
    }

    /** Ends one that takes too long: nothing but the end of the connection wakes its thread. */
    void tick(long now, Duration limit) throws IOException {
        if (now - begun >= limit.toNanos()) {
            telemetry.handshakeFailed("the other side took too long");
            socket.close();
        }
    }
}
