package dev.warmer.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.warmer.config.InvalidConfigException;
import dev.warmer.metrics.ServerMetrics;
import dev.warmer.testing.Await;
import dev.warmer.testing.Driver;
import dev.warmer.testing.Peer;
import dev.warmer.testing.ScriptedServer;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Load on servers that conform to the protocol. */
class LoadVerticleTest extends LoadFixture {
    private static void assertComplete(JsonObject report, int players, int games) {
        assertThat(report.getInteger("connected")).isEqualTo(players);
        assertThat(report.getLong("games")).isEqualTo((long) players * games);
        assertThat(report.getLong("won") + report.getLong("lost")).isEqualTo((long) players * games);
        assertThat(report.getLong("unfinished")).isZero();
        assertThat(report.getLong("unanswered")).isZero();
        double guesses = report.getJsonObject("guessesPerGame").getDouble("mean") * players * games;
        assertThat(guesses).isCloseTo(report.getLong("rounds"), withPercentage(0.01));
        assertThat(report.getJsonObject("errors").fieldNames()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 0", "7, 3, 0", "2, 5, 0", "7, 3, 2000", "1, 2, 100"})
    void playsAllGamesOfAllPlayersOnce(int players, int instances, int rate) {
        JsonObject config =
                config(server("random")).put("players", players).put("games", 4).put("rate", rate);
        String id = deploy(config, instances);
        for (int i = 0; i < instances; i++) {
            assertThat(completion()).isEqualTo(new JsonObject().put("deployment", id));
        }
        assertComplete(report(), players, 4);
        assertThat(transcript()).singleElement().asString().contains("players ", players + " of " + players, "p99.9 ");
    }

    @Test
    void playsAgainstAThreadedServer() {
        Driver.Server server = Driver.THREADS.deploy(vertx(), new JsonObject());
        assertThat(play(config(server.port()).put("players", 20).put("games", 10)))
                .isNull();
        assertComplete(report(), 20, 10);
    }

    @Test
    void waitsForTheServerToAcceptEach64Connections() {
        assertThat(play(config(server("random")).put("players", 600).put("guesses", 1)))
                .isNull();
        assertComplete(report(), 600, 1);
        assertThat(ServerMetrics.of(vertx()).drivers().get(0).accepted())
                .as("the players, and a probe after each 64 of them but the last")
                .isEqualTo(609);
    }

    @Test
    void warmUpIsNotMeasured() {
        assertThat(play(config(server("random")).put("games", 2).put("warmup", 3_600_000)))
                .isNull();
        assertThat(report().getLong("rounds")).isZero();
    }

    @Test
    void playersEndTheirSessionsAfterTheDuration() throws Exception {
        CountDownLatch requested = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.playing(client -> playToTheEnd(client, requested))) {
            assertThat(play(config(server.port()).put("games", 0).put("duration", 50)))
                    .isNull();
            assertThat(server.received()).as("the last line but the empty one").isEqualTo("PARAMS 0 -1");
            assertThat(requested.getCount()).isZero();
        }
        assertThat(report().getLong("rounds")).isPositive();
        assertThat(report().getLong("unfinished")).isLessThanOrEqualTo(1);
    }

    @Test
    void undeploymentEndsTheSessionsAndPrintsTheReport() throws Exception {
        CountDownLatch requested = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.playing(client -> playToTheEnd(client, requested))) {
            String id = deploy(config(server.port()).put("games", 0), 1);
            Await.zero(requested);
            Await.result(vertx().undeploy(id));
            assertThat(server.received()).as("the last line but the empty one").isEqualTo("PARAMS 0 -1");
        }
        assertThat(report().getLong("rounds")).isPositive();
        assertThat(transcript()).hasSize(1);
    }

    /** Plays to the end of the session. {@return the last line before the empty one} */
    private static String playToTheEnd(Peer client, CountDownLatch requested) {
        String last = "";
        int guess = 0;
        for (String line = client.line(); line != null && !line.isEmpty(); line = client.line()) {
            last = line;
            if (line.equals("NUMBER")) {
                guess++;
                client.send(guess % 5 + 1 + "\n");
                requested.countDown();
            }
        }
        return last;
    }

    @Test
    void undeploymentEndsTheAttemptsToConnect() {
        String id = deploy(config(1).put("players", 100), 2);
        Await.result(vertx().undeploy(id));
        Await.equal(1, () -> transcript().size());
        assertThat(transcript().get(0)).contains("0 of 100");
    }

    @Test
    void doesNotStartIfTheReportCannotBeWritten() {
        assertThatThrownBy(() ->
                        deploy(config(1).put("report", file().resolve("x").toString()), 1))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageMatching("report: \".*x\" is not allowed: a file that can be written");
    }
}
