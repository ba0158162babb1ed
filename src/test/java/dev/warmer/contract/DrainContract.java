package dev.warmer.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.lifecycle.ServerRegistry;
import dev.warmer.testing.Await;
import dev.warmer.testing.Driver;
import dev.warmer.testing.ManualTimers;
import dev.warmer.testing.NonReadingClient;
import dev.warmer.testing.Peer;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A server that stops lets the games in progress end, and no other begin. */
public interface DrainContract extends ServerUnderTest {
    /** Longer than any test: it passes when the test says so. */
    int DRAIN_DELAY_MS = 3_599_999;

    private Driver.Server deployWithDrainTimeout() {
        return deploy(config().put("drainTimeout", 60_000));
    }

    @Test
    default void drainClosesEachConnectionWhenItHasNoGame() {
        Driver.Server server = deployWithDrainTimeout();
        try (Peer silent = Peer.connect(server.port());
                Peer between = Peer.connect(server.port()).playGame().playGame();
                Peer correct = Peer.connect(server.port()).startGame();
                Peer ended = Peer.connect(server.port()).startGame();
                Peer player = Peer.connect(server.port())) {
            String first = player.send("PARAMS 1 2\nNUMBER\n").line();
            Future<Void> stopped = vertx().undeploy(server.id());
            silent.assertClosed();
            between.assertClosed();
            correct.send("REPORT Correct\n").assertClosed();
            ended.send("PARAMS 0 -1\n").assertClosed();
            assertThat(player.send("REPORT Unsure\nNUMBER\n").line()).isEqualTo(first.equals("1") ? "2" : "1");
            assertThat(stopped.isComplete()).isFalse();
            player.send("REPORT Correct\nNUMBER\n").assertClosed();
            Await.result(stopped);
        }
    }

    @Test
    default void acceptsNoConnectionWhileDraining() {
        Driver.Server server = deployWithDrainTimeout();
        try (Peer player = Peer.connect(server.port()).startGame();
                Peer silent = Peer.connect(server.port()).playGame()) {
            Future<Void> stopped = vertx().undeploy(server.id());
            silent.assertClosed();
            for (int i = 0; i < 20; i++) {
                assertThat(Peer.isServed(server.port())).isFalse();
            }
            player.send("REPORT Correct\n").assertClosed();
            Await.result(stopped);
        }
    }

    /** Readiness over HTTP is tested by {@code HealthTest}. */
    @Test
    default void acceptsConnectionsAndBeginsGamesDuringTheDrainDelay() {
        ManualTimers delay = new ManualTimers(DRAIN_DELAY_MS);
        JsonObject config = config().put("drainDelay", DRAIN_DELAY_MS).put("drainTimeout", 60_000);
        Driver.Server server = driver().deploy(vertx(), config, delay);
        ServerRegistry registry = ServerRegistry.of(vertx());
        assertThat(registry.isReady()).isTrue();
        try (Peer before = Peer.connect(server.port()).playGame()) {
            Future<Void> stopped = vertx().undeploy(server.id());
            Await.until("the server is not ready", () -> !registry.isReady());
            try (Peer during = Peer.connect(server.port()).playGame().playGame();
                    Peer player = Peer.connect(server.port()).startGame()) {
                before.playGame();
                delay.fire();
                before.assertClosed();
                during.assertClosed();
                assertThat(Peer.isServed(server.port())).isFalse();
                assertThat(stopped.isComplete()).isFalse();
                player.send("REPORT Correct\n").assertClosed();
            }
            Await.result(stopped);
        }
    }

    @Test
    default void drainBeginsAfterTheDrainDelay() {
        Driver.Server server = deploy(config().put("drainDelay", 1));
        Await.result(vertx().undeploy(server.id()));
        assertThat(Peer.isServed(server.port())).isFalse();
    }

    @Test
    default void clientThatDoesNotReadDelaysTheStopForALimitedTime() throws IOException {
        Driver.Server server = deploy(config());
        try (NonReadingClient client = new NonReadingClient(server.port())) {
            client.sendUntilBlocked(Long.MAX_VALUE);
            Await.result(vertx().undeploy(server.id()));
        }
    }
}
