package dev.warmer.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.warmer.connection.ConnectionLimiter;
import dev.warmer.metrics.ServerMetrics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;

/** The limits of how many connections are open. */
public interface ConnectionLimitsContract extends ServerUnderTest {
    private int portWith(String limit, int value) {
        return deploy(config().put(limit, value), line -> {}).port();
    }

    @Test
    default void connectionsOverMaxConnectionsAreRefusedAndNotCounted() {
        int port = portWith("maxConnections", 2);
        ConnectionLimiter limiter = ServerMetrics.of(vertx()).limiter();
        try (Peer first = Peer.connect(port);
                Peer second = Peer.connect(port)) {
            Players.plays(first);
            Players.plays(second);
            for (int i = 0; i < 5; i++) {
                Players.isLeft(Peer.connect(port).send("PARAMS 3 3\nNUMBER\n"), "TOO_MANY_CONNECTIONS");
            }
            assertThat(limiter.open()).isEqualTo(2);
            Players.isLeft(first.send("\n"));
            Players.awaitRoom(() -> Peer.connect(port)).close();
            Players.plays(second);
        }
        Eventually.is(0, limiter::open);
    }

    @Test
    default void connectionsOverMaxConnectionsPerAddressAreRefused() throws IOException {
        assumeThat(canUse("127.0.0.2")).as("this machine has another address").isTrue();
        int port = portWith("maxConnectionsPerAddress", 2);
        try (Peer first = Peer.connect(port);
                Peer second = Peer.connect(port);
                Peer other = Players.connectFrom("127.0.0.2", port)) {
            Players.plays(first);
            Players.plays(second);
            Players.isLeft(Peer.connect(port), "TOO_MANY_CONNECTIONS");
            Players.plays(other);
            Players.isLeft(first.send("\n"));
            Players.awaitRoom(() -> Peer.connect(port)).close();
            Players.plays(second);
            Players.plays(other);
        }
    }

    private static boolean canUse(String address) {
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(address, 0));
            return true;
        } catch (IOException notOurs) {
            return false;
        }
    }

    /** At most a thousand refused connections are open at a time, but for those about to close, and none has a thread. */
    @Test
    default void refusedConnectionsAreBounded() throws IOException {
        int served = 10;
        int port = portWith("maxConnections", served);
        ServerMetrics metrics = ServerMetrics.of(vertx());
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
}
