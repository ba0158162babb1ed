package dev.warmer.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.warmer.connection.ConnectionLimiter;
import dev.warmer.metrics.DriverMetrics;
import dev.warmer.metrics.ServerMetrics;
import dev.warmer.testing.Await;
import dev.warmer.testing.Peer;
import dev.warmer.testing.Resources;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;

/** Limits of connections: how many, and how long without a line. */
public interface ConnectionLimitsContract extends ServerUnderTest {
    private int portWith(String limit, int value) {
        return deploy(config().put(limit, value)).port();
    }

    @Test
    default void connectionsOverMaxConnectionsAreRefusedAndNotCounted() {
        int port = portWith("maxConnections", 2);
        ConnectionLimiter limiter = ServerMetrics.of(vertx()).limiter();
        try (Peer first = Peer.connect(port).playGame();
                Peer second = Peer.connect(port).playGame()) {
            for (int i = 0; i < 5; i++) {
                Peer.connect(port).send("PARAMS 3 3\nNUMBER\n").assertClosedWithError("TOO_MANY_CONNECTIONS");
            }
            assertThat(limiter.open()).isEqualTo(2);
            first.send("\n").assertClosed();
            Peer.connectOnceAdmitted(port).close();
            second.playGame();
        }
        Await.equal(0, limiter::open);
    }

    @Test
    default void connectionsOverMaxConnectionsPerAddressAreRefused() {
        assumeThat(isLocal("127.0.0.2")).as("this machine has another address").isTrue();
        int port = portWith("maxConnectionsPerAddress", 1);
        try (Peer first = Peer.connect(port).playGame();
                Peer other = Peer.connectFrom("127.0.0.2", port).playGame()) {
            Peer.connect(port).assertClosedWithError("TOO_MANY_CONNECTIONS");
            first.send("\n").assertClosed();
            Peer.connectOnceAdmitted(port).close();
            other.playGame();
        }
    }

    private static boolean isLocal(String address) {
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(address, 0));
            return true;
        } catch (IOException notLocal) {
            return false;
        }
    }

    /** About a thousand refused connections may be open at a time, and none has a thread. */
    @Test
    default void refusedConnectionsAreLimited() throws IOException {
        int served = 10;
        int port = portWith("maxConnections", served);
        DriverMetrics metrics = ServerMetrics.of(vertx()).drivers().get(0);
        Deque<Socket> peers = new ArrayDeque<>();
        try {
            for (int i = 0; i < 3_000; i++) {
                peers.add(new Socket(InetAddress.getLoopbackAddress(), port));
                assertThat(metrics.open()).isLessThanOrEqualTo(1_000 + served + 500);
                assertThat(i % 500 == 0 ? Resources.threads("connection") : 0).isLessThanOrEqualTo(served);
            }
            awaitRefusal(peers.getLast());
            assertThat(metrics.open()).isLessThanOrEqualTo(1_000 + served + 500);
            assertThat(Resources.threads("connection")).isLessThanOrEqualTo(served);
        } finally {
            while (!peers.isEmpty()) {
                peers.pop().close();
            }
        }
    }

    private static void awaitRefusal(Socket refused) throws IOException {
        refused.setSoTimeout(20_000);
        try {
            refused.getInputStream().read();
        } catch (SocketException reset) {
            // Refused as well.
        }
    }

    /** Bytes without an LF are no line. */
    @Test
    default void idleTimeoutClosesConnection() {
        try (Peer peer = Peer.connect(portWith("idleTimeout", 100)).send("NUM")) {
            assertThat(peer.lines()).containsExactly("ERROR IDLE_TIMEOUT no complete line received for 100 ms");
        }
    }
}
