package dev.warmer.metrics;

import dev.warmer.game.Guess;
import dev.warmer.protocol.Transcript;
import io.vertx.core.Vertx;
import io.vertx.core.net.SocketAddress;
import java.net.InetSocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the operator gets to see of a server: the same for every driver. Safe for use from any thread. */
public final class ServerTelemetry {
    private static final Logger LOG = LoggerFactory.getLogger("dev.warmer.connection");

    private final ServerMetrics tally;
    private final Transcript transcript;
    private final boolean told;

    /**
     * @param vertx whose servers are counted together
     * @param transcript where reports are told
     * @param told whether they are
     */
    public ServerTelemetry(Vertx vertx, Transcript transcript, boolean told) {
        this(ServerMetrics.of(vertx), transcript, told);
    }

    ServerTelemetry(ServerMetrics tally, Transcript transcript, boolean told) {
        this.tally = tally;
        this.transcript = transcript;
        this.told = told;
    }

    /**
     * A peer has connected. It is open until {@link ConnectionMetrics#closed()} is called, once.
     *
     * @param peer its address, whose string is for the log
     */
    public ConnectionMetrics opened(Object peer) {
        tally.accepted().increment();
        return new ConnectionMetrics(this, tally, printed(peer));
    }

    /** Java and Vert.x print the same address in two ways. */
    private static Object printed(Object peer) {
        return peer instanceof InetSocketAddress address ? SocketAddress.inetSocketAddress(address) : peer;
    }

    /** A connection failed before it was one: for want of a file descriptor, or over the handshake of TLS. */
    public void unopened(Throwable cause) {
        tally.unopened().increment();
        LOG.info("a connection failed before it was open: {}", LogSanitizer.sanitize(cause));
    }

    /**
     * A peer did not get as far as to speak TLS, and so never had a connection.
     *
     * @param reason why, in a line
     */
    public void handshakeFailed(String reason) {
        tally.unopened().increment();
        handshakeFailed("a peer", reason);
    }

    /**
     * A peer did not get as far as to speak TLS.
     *
     * @param peer its address, as far as it is known
     * @param reason why, in a line
     */
    void handshakeFailed(Object peer, String reason) {
        LOG.info("{}: the TLS handshake failed: {}", peer, LogSanitizer.sanitize(reason));
    }

    void reported(Guess guess) {
        if (told) {
            transcript.reported(guess);
        }
    }
}
