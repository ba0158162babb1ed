package dev.warmer.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.config.ConfigReloader;
import dev.warmer.lifecycle.LoadRegistry;
import dev.warmer.lifecycle.LoadRegistry.Load;
import dev.warmer.lifecycle.ServerRegistry;
import dev.warmer.metrics.ConnectionInfo;
import dev.warmer.metrics.ConnectionMetrics;
import dev.warmer.testing.Await;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A number of players that changes while they play. */
class PlayersChangeTest extends LoadFixture {
    private JsonObject config;
    private String id;

    private void start(int players, int instances, int rate) {
        config =
                config(server("random")).put("games", 0).put("players", players).put("rate", rate);
        id = deploy(config, instances);
        awaitPlaying(players);
    }

    private void change(int players) {
        ConfigReloader.publish(vertx(), id, config.copy().put("players", players));
    }

    /** Waits until there are so many connections, each with a game. */
    private void awaitPlaying(int players) {
        Await.until(players + " connections with a game", () -> {
            List<ConnectionInfo> open = open();
            return open.size() == players && open.stream().allMatch(connection -> connection.guesses() > 0);
        });
    }

    private List<ConnectionInfo> open() {
        Stream<ConnectionInfo> connections = ServerRegistry.of(vertx()).listening().values().stream()
                .flatMap(server -> server.open().listeners())
                .map(listener -> ((ConnectionMetrics) listener).info(System.nanoTime()));
        return connections.toList();
    }

    private JsonObject stopAndReport() {
        Await.result(vertx().undeploy(id));
        Await.equal(1, () -> transcript().size());
        assertThat(report().getJsonObject("errors").fieldNames()).isEmpty();
        return report();
    }

    @ParameterizedTest
    @CsvSource({"2, 1, 0", "1, 3, 0", "2, 1, 1000", "3, 3, 1000", "1, 3, 1000"})
    void playersAreAddedAndRemoved(int players, int instances, int rate) {
        start(players, instances, rate);
        change(100);
        awaitPlaying(100);
        change(3);
        awaitPlaying(3);
        change(5);
        awaitPlaying(5);
        JsonObject report = stopAndReport();
        assertThat(report.getInteger("connected")).isEqualTo(100);
        assertThat(report.getJsonObject("config").getInteger("players")).isEqualTo(100);
        assertThat(transcript().get(0)).contains("100 of 100");
    }

    @Test
    void playersThatAreRemovedReceiveTheRepliesThatTheyAwait() {
        start(50, 1, 0);
        change(1);
        awaitPlaying(1);
        assertThat(stopAndReport().getLong("unanswered")).isZero();
    }

    @Test
    void roundsContinueAfterAnInstanceHadNoPlayer() {
        start(2, 2, 1000);
        change(1);
        awaitPlaying(1);
        change(2);
        awaitPlaying(2);
        stopAndReport();
    }

    @Test
    void lastChangeAppliesWhileConnectionsAreOpened() {
        start(1, 1, 0);
        change(1000);
        Await.until("connections of the second batch", () -> open().size() > 64);
        change(2);
        awaitPlaying(2);
        stopAndReport();
    }

    @Test
    void changeAfterTheEndHasNoEffect() {
        config = config(server("random"));
        id = deploy(config, 2);
        completion();
        completion();
        change(3);
        assertThat(stopAndReport().getInteger("connected")).isOne();
    }

    @Test
    void boardSetsThePlayersOfAllInstancesUpToTheMaximum() {
        config = config(server("random")).put("games", 0).put("players", 2).put("maxPlayers", 7);
        id = deploy(config, 3);
        awaitPlaying(2);
        LoadRegistry.publishPlayers(vertx(), 1_000_000);
        awaitPlaying(7);
        assertThat(LoadRegistry.of(vertx()).loads())
                .singleElement()
                .satisfies(load -> assertThat(load)
                        .isEqualTo(new Load(
                                "127.0.0.1:" + config.getInteger("port"), 7, Optional.of(7), load.rounds(), 0)));
        LoadRegistry.publishPlayers(vertx(), 0);
        awaitPlaying(1);
        stopAndReport();
        assertThat(LoadRegistry.of(vertx()).loads()).isEmpty();
    }

    /** In an open loop, an instance without players would begin none of its rounds. */
    @Test
    void boardLeavesEachInstanceOfAnOpenLoopAPlayer() {
        config = config(server("random"))
                .put("games", 0)
                .put("players", 4)
                .put("maxPlayers", 4)
                .put("rate", 1000);
        id = deploy(config, 2);
        awaitPlaying(4);
        LoadRegistry.publishPlayers(vertx(), 1);
        awaitPlaying(2);
        stopAndReport();
    }

    @Test
    void boardDoesNotChangeThePlayersWithoutMaxPlayers() {
        start(1, 1, 0);
        LoadRegistry.publishPlayers(vertx(), 5);
        change(2);
        awaitPlaying(2);
        assertThat(stopAndReport().getInteger("connected")).isEqualTo(2);
    }
}
