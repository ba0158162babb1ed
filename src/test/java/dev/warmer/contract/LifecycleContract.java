package dev.warmer.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warmer.config.InvalidConfigException;
import dev.warmer.connection.ConnectionLimiter;
import dev.warmer.metrics.ServerMetrics;
import dev.warmer.net.BindFailedException;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Peers come and go, and so does the server. */
public interface LifecycleContract extends ServerUnderTest {
    int CHURN = 2_000;

    @Test
    default void playsWithManyPeersAtOnce() {
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
    default void goesOnWhenPeersLeaveWithAReset() {
        for (int i = 0; i < 20; i++) {
            connect().reset();
            Peer peer = connect().send("PARAMS 3 3\nNUMBER\n");
            assertThat(peer.line()).isEqualTo("3");
            peer.send("REPORT Correct\n" + "NUMBER\n".repeat(i * 1000)).reset();
        }
        try (Peer peer = connect()) {
            assertThat(peer.send("PARAMS 3 3\nNUMBER\n").line()).isEqualTo("3");
        }
    }

    @Test
    default void stopsByLeavingEveryPeer() {
        Deployed server = deploy(config(), line -> {});
        Future<Void> stopped;
        try (Peer done = Peer.connect(server.port());
                Peer playing = Peer.connect(server.port())) {
            done.send("PARAMS 4 4\nNUMBER\nREPORT Correct\nNUMBER\n");
            assertThat(done.line()).isEqualTo("4");
            assertThat(done.line()).isEqualTo("4");
            assertThat(playing.send("PARAMS 3 3\nNUMBER\n").line()).isEqualTo("3");
            stopped = vertx().undeploy(server.id());
            assertThat(done.lines()).isEmpty();
            assertThat(playing.lines()).singleElement().asString().startsWith("ERROR SHUTTING_DOWN ");
        }
        ServerUnderTest.await(stopped);
        try (Peer peer = connect()) {
            assertThat(peer.send("PARAMS 3 3\nNUMBER\n").line())
                    .as("the other server")
                    .isEqualTo("3");
        }
    }

    @Test
    default void leavesThePortWhenItIsStopped() {
        Deployed server = deploy(config(), line -> {});
        try (Peer peer = Peer.connect(server.port())) {
            assertThat(peer.send("PARAMS 3 3\nNUMBER\n").line()).isEqualTo("3");
        }
        ServerUnderTest.await(vertx().undeploy(server.id()));
        // An event loop closes the socket in its next round, which may be a moment later.
        Eventually.holds("the port is free", () -> isFree(server.port()));
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    @Test
    default void cannotListenWhereSomebodyElseDoes() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            JsonObject config = config().put("port", other.getLocalPort());
            assertThatThrownBy(() -> deploy(config, line -> {}))
                    .isInstanceOf(BindFailedException.class)
                    .hasMessageMatching("cannot listen on 127\\.0\\.0\\.1:" + other.getLocalPort() + ": .*in use.*");
        }
    }

    @Test
    default void cannotListenOnAnAddressThatIsNotOurs() {
        assertThatThrownBy(() -> deploy(config().put("host", "192.0.2.1"), line -> {}))
                .isInstanceOf(BindFailedException.class)
                .hasMessageStartingWith("cannot listen on 192.0.2.1:0: ");
    }

    @Test
    default void refusesAConfigurationWithMistakes() {
        assertThatThrownBy(() -> deploy(config().put("prot", 1234), line -> {}))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("prot");
    }

    @Test
    default void closedConnectionsLeaveNothingBehind() {
        ConnectionLimiter limiter = ServerMetrics.of(vertx()).limiter();
        try (Peer healthy = connect()) {
            churn(20); // the first connections open more than themselves
            Players.plays(healthy);
            Eventually.is(1, limiter::open);
            long descriptors = Resources.descriptors();
            churn(CHURN);
            Eventually.is(1, limiter::open);
            Eventually.holds("no descriptor is left open", () -> Resources.descriptors() <= descriptors);
            Players.plays(healthy);
        }
    }

    private void churn(int count) {
        for (int i = 0; i < count; i++) {
            Peer peer = connect();
            switch (i % 4) {
                case 0 -> Players.inAGame(peer).send("REPORT Correct\n\n").close();
                case 1 -> Players.inAGame(peer).reset();
                case 2 -> peer.close();
                default -> peer.send("PARAMS 1 9\nNUMBER\nNUMBER\n").reset();
            }
        }
    }
}
