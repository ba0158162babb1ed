package dev.warmer.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.warmer.connection.ConnectionLimiter;
import dev.warmer.eventloop.ServerVerticle;
import dev.warmer.metrics.ServerMetrics;
import dev.warmer.threads.ThreadedServerVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** So many may come in, and no more. */
public interface ConnectionLimitsContract extends ServerUnderTest {
    private int portWith(String limit, int value) {
        return deploy(config().put(limit, value), line -> {}).port();
    }

    @ParameterizedTest
    @ValueSource(strings = {"END", "close", "reset"})
    default void letsInAsManyAsItMayAndAnotherWhenOneHasLeft(String leave) {
        int port = portWith("maxConnections", 2);
        try (Peer first = Peer.connect(port);
                Peer second = Peer.connect(port)) {
            Players.plays(first);
            Players.plays(second);
            try (Peer third = Peer.connect(port)) {
                Players.isLeft(third, "TOO_MANY_CONNECTIONS");
            }
            Players.plays(second);
            leave(first, leave);
            Players.awaitRoom(() -> Peer.connect(port)).close();
            Players.plays(second);
        }
    }

    private static void leave(Peer peer, String how) {
        switch (how) {
            case "END" -> Players.isLeft(peer.send("\n"));
            case "close" -> peer.close();
            default -> peer.reset();
        }
    }

    @Test
    default void thoseWhoAreRefusedTakeNoPlace() {
        int port = portWith("maxConnections", 1);
        ConnectionLimiter admission = ServerMetrics.of(vertx()).limiter();
        try (Peer first = Peer.connect(port)) {
            Players.plays(first);
            for (int i = 0; i < 5; i++) {
                try (Peer refused = Peer.connect(port)) {
                    Players.isLeft(refused.send("PARAMS 3 3\nNUMBER\n"), "TOO_MANY_CONNECTIONS");
                }
            }
            assertThat(admission.open()).isOne();
        }
        Eventually.is(0, admission::open);
        Players.awaitRoom(() -> Peer.connect(port)).close();
    }

    @Test
    default void countsThoseAtOtherServersToo() {
        JsonObject config = config().put("maxConnections", 3);
        ServerVerticle onLoop = new ServerVerticle(line -> {});
        ThreadedServerVerticle onThreads = new ThreadedServerVerticle(line -> {});
        JsonObject other = new JsonObject().put("port", 0).put("drainTimeout", 0);
        DeploymentOptions options = new DeploymentOptions().setConfig(other);
        ServerUnderTest.await(vertx().deployVerticle(onLoop, options));
        ServerUnderTest.await(vertx().deployVerticle(onThreads, options));
        int port = deploy(config, line -> {}).port();
        try (Peer first = Peer.connect(onLoop.port());
                Peer second = Peer.connect(onThreads.port());
                Peer third = Peer.connect(port)) {
            Players.plays(first);
            Players.plays(second);
            Players.plays(third);
            try (Peer fourth = Peer.connect(port)) {
                Players.isLeft(fourth, "TOO_MANY_CONNECTIONS");
            }
            second.reset();
            Players.awaitRoom(() -> Peer.connect(port)).close();
        }
    }

    @Test
    default void letsInAsManyOfAnAddressAsItMay() throws IOException {
        assumeThat(canUse("127.0.0.2")).as("this machine has another address").isTrue();
        int port = portWith("maxConnectionsPerAddress", 2);
        try (Peer first = Peer.connect(port);
                Peer second = Peer.connect(port);
                Peer other = Players.connectFrom("127.0.0.2", port)) {
            Players.plays(first);
            Players.plays(second);
            try (Peer third = Peer.connect(port)) {
                Players.isLeft(third, "TOO_MANY_CONNECTIONS");
            }
            Players.plays(other);
            Players.isLeft(first.send("\n"));
            Players.awaitRoom(() -> Peer.connect(port)).close();
            Players.plays(second);
            Players.plays(other);
        }
    }

    private static boolean canUse(String address) {
        try (java.net.Socket socket = new java.net.Socket()) {
            socket.bind(new java.net.InetSocketAddress(address, 0));
            return true;
        } catch (IOException notOurs) {
            return false;
        }
    }
}
