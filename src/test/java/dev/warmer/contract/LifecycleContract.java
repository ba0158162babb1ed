package dev.warmer.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warmer.config.InvalidConfigException;
import dev.warmer.connection.ConnectionLimiter;
import dev.warmer.metrics.ServerMetrics;
import dev.warmer.net.BindFailedException;
import dev.warmer.testing.Await;
import dev.warmer.testing.Driver;
import dev.warmer.testing.Peer;
import dev.warmer.testing.Ports;
import dev.warmer.testing.Resources;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Start and stop of a server, and of its connections. */
public interface LifecycleContract extends ServerUnderTest {
    int CONNECTIONS = 2_000;

    @Test
    default void servesManyConnectionsAtOnce() {
        List<Peer> peers = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            peers.add(connect().send("PARAMS " + i + " " + i + "\n"));
        }
        peers.forEach(peer -> peer.send("NUMBER\n"));
        for (int i = 0; i < 50; i++) {
            assertThat(peers.get(i).line()).isEqualTo(String.valueOf(i));
        }
        peers.forEach(Peer::close);
    }

    @Test
    default void resetByThePeerClosesThatConnectionOnly() {
        for (int i = 0; i < 20; i++) {
            connect().reset();
            connect()
                    .startGame()
                    .send("REPORT Correct\n" + "NUMBER\n".repeat(i * 1000))
                    .reset();
        }
        try (Peer peer = connect()) {
            peer.playGame();
        }
    }

    @Test
    default void stopClosesTheConnectionsOfThatServerOnly() {
        Driver.Server server = deploy(config());
        Future<Void> stopped;
        try (Peer other = connect().startGame();
                Peer between = Peer.connect(server.port());
                Peer playing = Peer.connect(server.port()).startGame()) {
            assertThat(between.send("PARAMS 4 4\nNUMBER\nREPORT Correct\nNUMBER\n")
                            .line())
                    .isEqualTo("4");
            assertThat(between.line()).isEqualTo("4");
            stopped = vertx().undeploy(server.id());
            between.assertClosed();
            playing.assertClosedWithError("SHUTTING_DOWN");
            other.playGame();
        }
        Await.result(stopped);
        // An event loop closes the socket in its next iteration, which may be later.
        Await.until("the port is free", () -> isFree(server.port()));
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException inUse) {
            return false;
        }
    }

    @Test
    default void doesNotStartOnAPortInUse() throws IOException {
        try (ServerSocket other = Ports.taken()) {
            assertThatThrownBy(() -> deploy(config().put("port", other.getLocalPort())))
                    .isInstanceOf(BindFailedException.class)
                    .hasMessageMatching("cannot listen on 127\\.0\\.0\\.1:" + other.getLocalPort() + ": .*in use.*");
        }
    }

    /** The other Vert.x stands for another process. */
    @Test
    default void anotherProcessTakesOverThePortWithReusePort() {
        Driver.Server old = deploy(config().put("reusePort", true));
        Vertx other = Vertx.vertx();
        try {
            JsonObject samePort = config().put("port", old.port());
            assertThatThrownBy(() -> driver().deploy(other, samePort)).isInstanceOf(BindFailedException.class);
            driver().deploy(other, samePort.copy().put("reusePort", true));
            Await.until("both get connections", () -> {
                Peer.connect(old.port()).playGame().close();
                return accepts(vertx()) && accepts(other);
            });
            Await.result(vertx().undeploy(old.id()));
            Await.until("all connections are served", () -> {
                return IntStream.range(0, 20).allMatch(connection -> Peer.isServed(old.port()));
            });
        } finally {
            Await.result(other.close());
        }
    }

    private static boolean accepts(Vertx vertx) {
        return ServerMetrics.of(vertx).drivers().stream().anyMatch(driver -> driver.accepted() > 0);
    }

    @Test
    default void doesNotStartOnAnAddressOfAnotherMachine() {
        assertThatThrownBy(() -> deploy(config().put("host", "192.0.2.1")))
                .isInstanceOf(BindFailedException.class)
                .hasMessageStartingWith("cannot listen on 192.0.2.1:0: ");
    }

    @Test
    default void doesNotStartWithAnInvalidConfiguration() {
        assertThatThrownBy(() -> deploy(config().put("prot", 1234)))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("prot");
    }

    @Test
    default void closedConnectionsHoldNoResources() {
        ConnectionLimiter limiter = ServerMetrics.of(vertx()).limiter();
        try (Peer other = connect()) {
            openAndClose(20); // the first connections open descriptors that stay open
            other.playGame();
            Await.equal(1, limiter::open);
            long descriptors = Resources.descriptors();
            openAndClose(CONNECTIONS);
            Await.equal(1, limiter::open);
            Await.until("no descriptor is left open", () -> Resources.descriptors() <= descriptors);
            other.playGame();
        }
    }

    private void openAndClose(int count) {
        for (int i = 0; i < count; i++) {
            Peer peer = connect();
            switch (i % 4) {
                case 0 -> peer.startGame().send("REPORT Correct\n\n").close();
                case 1 -> peer.startGame().reset();
                case 2 -> peer.close();
                default -> peer.send("PARAMS 1 9\nNUMBER\nNUMBER\n").reset();
            }
        }
    }
}
