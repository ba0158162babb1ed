package dev.warmer.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.testing.Ports;
import dev.warmer.testing.ScriptedServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Load on servers that violate the protocol: every reply is checked, and errors are counted by kind. */
class BadServersTest extends LoadFixture {
    private void assertReport(String kind, int rounds) {
        assertThat(report().getJsonObject("errors")).isEqualTo(new JsonObject().put(kind, 1));
        assertThat(report().getLong("rounds")).isEqualTo(rounds);
        assertThat(report().getLong("unfinished")).isEqualTo(1);
        assertThat(report().getLong("unanswered")).isEqualTo(1);
        assertThat(transcript()).singleElement().asString().containsPattern("errors +1\n +" + kind + " +1");
    }

    @ParameterizedTest
    @CsvSource({
        "+001, REPEATED_GUESS",
        "0, OUT_OF_RANGE",
        "'', BAD_INTEGER",
        "2\u00ff, BAD_ENCODING",
        "ERROR NO_GAME play first, ERROR_REPLY"
    })
    void invalidReplyIsAnError(String reply, String kind) throws IOException {
        try (ScriptedServer server = ScriptedServer.answering("1\n", "2\n", reply + "\n")) {
            assertThat(play(config(server.port()))).isEqualTo("errors: " + kind + " 1");
            assertThat(server.received()).startsWith("PARAMS 1 100\nNUMBER\nREPORT Unsure\nNUMBER\nREPORT ");
        }
        assertReport(kind, 2);
    }

    @Test
    void lineTooLongIsAnError() throws IOException {
        try (ScriptedServer server = ScriptedServer.answering("0".repeat(2000) + "1\n")) {
            assertThat(play(config(server.port()))).isEqualTo("errors: LINE_TOO_LONG 1");
        }
        assertReport("LINE_TOO_LONG", 0);
    }

    @Test
    void closeInMidGameIsAnError() throws IOException {
        try (ScriptedServer server = ScriptedServer.playing(client -> {
            client.line();
            client.line();
            client.send("7\n").line();
            return client.line();
        })) {
            assertThat(play(config(server.port()))).isEqualTo("errors: CONNECTION_CLOSED 1");
        }
        assertReport("CONNECTION_CLOSED", 1);
    }

    @Test
    void replyTimeoutIsAnError() throws IOException {
        try (ScriptedServer server = ScriptedServer.answering()) {
            assertThat(play(config(server.port()).put("replyTimeout", 100))).isEqualTo("errors: REPLY_TIMEOUT 1");
        }
        assertReport("REPLY_TIMEOUT", 0);
    }

    @Test
    void unexpectedReplyIsAnError() throws IOException {
        try (ScriptedServer server = ScriptedServer.answering("1\n2\n")) {
            assertThat(play(config(server.port()).put("guesses", 1))).isEqualTo("errors: UNEXPECTED_REPLY 1");
        }
        assertThat(report().getLong("games")).isEqualTo(1);
    }

    @Test
    void serverThatDoesNotCloseIsNoError() throws IOException {
        try (ScriptedServer server = ScriptedServer.answering("1\n")) {
            assertThat(play(config(server.port()).put("guesses", 1))).isNull();
        }
    }

    @Test
    void failuresToConnectAreErrors() {
        assertThat(play(config(Ports.free()).put("players", 100).put("connectTimeout", 50)))
                .isEqualTo("errors: CONNECT_REFUSED 100");
        assertThat(report().getLong("connected")).isZero();
    }

    @Test
    void unknownHostIsAnError() {
        String host = "x".repeat(64) + ".invalid"; // no name server is queried for an invalid name
        assertThat(play(config(1).put("host", host).put("connectTimeout", 50))).isEqualTo("errors: UNKNOWN_HOST 1");
    }

    @Test
    void reportAndRequestAreOneWrite() throws IOException {
        int games = 300;
        try (ScriptedServer server = ScriptedServer.playing(client -> IntStream.range(0, 2 * games + 1)
                .mapToObj(i -> {
                    String read = client.read();
                    client.send(i < 2 * games ? 1 + i % 2 + "\n" : "");
                    return read + "|";
                })
                .collect(Collectors.joining()))) {
            JsonObject range = new JsonObject().put("lower", 1).put("upper", 1_000_000); // the secrets are larger
            assertThat(play(config(server.port())
                            .put("games", games)
                            .put("guesses", 2)
                            .put("range", range)))
                    .isNull();
            String game = "PARAMS 1 1000000\nNUMBER\n|REPORT Unsure\nNUMBER\n|REPORT Warmer\n";
            assertThat(server.received()).isEqualTo(game.repeat(games) + "PARAMS 0 -1\n\n|");
        }
    }
}
