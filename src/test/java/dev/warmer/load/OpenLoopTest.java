package dev.warmer.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.testing.ScriptedServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rounds at a fixed rate, which are due even if the server has not answered the rounds before. */
class OpenLoopTest extends LoadFixture {
    private static final int STALL_MS = 300;
    private static final int ROUNDS = 100;

    @Test
    void latencyCountsFromWhenTheRoundWasDue() throws IOException {
        boolean[] early = {true};
        try (ScriptedServer server = ScriptedServer.playing(client -> {
            client.line();
            client.line();
            // At 1000 rounds a second, all hundred are due before the end of this.
            early[0] = client.receives("REPORT Unsure", STALL_MS);
            String guesses = IntStream.rangeClosed(1, ROUNDS)
                    .mapToObj(i -> {
                        client.send(i + "\n");
                        return client.line();
                    })
                    .collect(Collectors.joining("\n"));
            client.lines();
            return guesses;
        })) {
            JsonObject config = config(server.port()).put("rate", 1000).put("guesses", ROUNDS);
            JsonObject range = new JsonObject().put("lower", 1).put("upper", 1_000_000_000);
            assertThat(play(config.put("range", range))).isNull();
        }
        assertThat(early[0]).as("a round before the first was answered").isFalse();
        assertThat(report().getLong("rounds")).isEqualTo(ROUNDS);
        JsonObject latency = report().getJsonObject("latencyMicros");
        assertThat(latency.getDouble("max")).isGreaterThanOrEqualTo(STALL_MS * 1000.0);
        assertThat(latency.getDouble("p50"))
                .as("the fiftieth was due 50 ms after the first, and waited for the rest of the stall")
                .isGreaterThanOrEqualTo((STALL_MS - ROUNDS) * 1000.0);
    }

    @Test
    void roundsWithoutAReplyAreUnanswered() throws IOException {
        try (ScriptedServer server = ScriptedServer.playing(client -> {
            client.line();
            client.line();
            boolean more = client.receives("REPORT Unsure", STALL_MS);
            return "" + more;
        })) {
            assertThat(play(config(server.port()).put("rate", 1000))).isEqualTo("errors: CONNECTION_CLOSED 1");
            assertThat(server.received()).isEqualTo("false");
        }
        assertThat(report().getLong("rounds")).isZero();
        assertThat(report().getLong("unanswered")).isGreaterThan(ROUNDS);
    }

    @Test
    void roundsDueByTheEndAreUnansweredAlthoughThePlayerHasNoGamesLeft() throws IOException {
        int duration = 100;
        try (ScriptedServer server = ScriptedServer.playing(client -> {
            client.line();
            client.line();
            client.receives("REPORT Unsure", STALL_MS);
            return client.send("1\n").rest();
        })) {
            JsonObject config = config(server.port()).put("rate", 1000).put("duration", duration);
            assertThat(play(config.put("guesses", 1))).isNull();
        }
        assertThat(report().getLong("rounds")).isEqualTo(1);
        assertThat(report().getLong("unanswered") + report().getLong("late")).isGreaterThanOrEqualTo(duration - 1);
    }

    @Test
    void roundsAreAssignedToThePlayersInTurn() {
        JsonObject config =
                config(server("random")).put("players", 10).put("games", 1).put("rate", 5000);
        assertThat(play(config.put("guesses", 1))).isNull();
        assertThat(report().getLong("games")).isEqualTo(10);
        assertThat(report().getLong("rounds")).isEqualTo(10);
    }
}
