package dev.warmer.contract;

import static dev.warmer.contract.ClientUnderTest.game;
import static dev.warmer.contract.ClientUnderTest.playing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.warmer.testing.Await;
import dev.warmer.testing.ScriptedServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Games with a server that violates the protocol: each ends at once with an error. */
public interface BadServerContract extends ClientUnderTest {
    String NO_REPLY = "the server closed the connection in mid-game, before its first reply: does the server want TLS?";

    private static JsonObject oneGame(ScriptedServer server) {
        return playing(server.port(), game(1, 5, 3));
    }

    String NO_INTEGER = " is not an integer from -9223372036854775808 to 9223372036854775807";

    /** One of each kind that {@code ReplyValidator} rejects. */
    static List<Arguments> invalidReplies() {
        return List.of(
                arguments("", "\"\"" + NO_INTEGER),
                arguments("6", "the guess 6 is not in 1 to 5"),
                arguments("+01", "the guess 1 was made before in this game"),
                arguments("ERROR NO_GAME play first", "the server answered ERROR NO_GAME play first"),
                arguments("2\u00ff", "\"2\\xff\" is not UTF-8"),
                arguments("2\r\r", "\"2\\x0d\" has a control character"));
    }

    @ParameterizedTest
    @MethodSource("dev.warmer.contract.BadServerContract#invalidReplies")
    default void invalidReplyEndsTheGame(String reply, String failure) throws IOException {
        try (ScriptedServer server = ScriptedServer.answering("1\n", reply + "\n")) {
            assertThat(play(oneGame(server))).isEqualTo(failure);
            assertThat(server.received()).isEqualTo("PARAMS 1 5\nNUMBER\nREPORT Unsure\nNUMBER\nPARAMS 0 -1\n");
        }
    }

    @ParameterizedTest
    @CsvSource({"1025, '\n'", "1025, '\r\n'", "1026, ''", "60000, '\n'"})
    default void lineTooLongEndsTheGame(int length, String end) throws IOException {
        try (ScriptedServer server = ScriptedServer.answering("0".repeat(length - 1) + "3" + end)) {
            assertThat(play(oneGame(server))).isEqualTo("a line holds at most 1024 bytes");
            assertThat(server.received()).isEqualTo("PARAMS 1 5\nNUMBER\nPARAMS 0 -1\n");
        }
    }

    @ParameterizedTest
    @CsvSource({"'\n'", "'\r\n'"})
    default void acceptsALineOfTheMaximumLength(String end) throws IOException {
        try (ScriptedServer server = ScriptedServer.answering("0".repeat(1023) + "3" + end)) {
            assertThat(play(oneGame(server))).isNull();
        }
    }

    @Test
    default void closeByTheServerEndsTheGame() throws IOException {
        try (ScriptedServer server = ScriptedServer.playing(client -> client.line() + client.line())) {
            assertThat(play(oneGame(server))).isEqualTo(NO_REPLY);
        }
    }

    @Test
    default void closeInMidLineEndsTheGame() throws IOException {
        try (ScriptedServer server = ScriptedServer.playing(client -> {
            client.line();
            client.line();
            client.send("3");
            return "";
        })) {
            assertThat(play(oneGame(server))).isEqualTo("the server closed the connection in mid-game");
        }
    }

    @Test
    default void resetEndsTheGame() throws IOException {
        try (ScriptedServer server = ScriptedServer.playing(client -> {
            client.line();
            client.line();
            client.reset();
            return "";
        })) {
            assertThat(play(oneGame(server))).isEqualTo(NO_REPLY);
        }
    }

    @Test
    default void replyTimeoutEndsTheGame() throws IOException {
        try (ScriptedServer server = ScriptedServer.answering()) {
            assertThat(play(oneGame(server).put("replyTimeout", 200)))
                    .isEqualTo("the server did not answer within 200 ms");
            assertThat(server.received()).isEqualTo("PARAMS 1 5\nNUMBER\nPARAMS 0 -1\n");
        }
    }

    @Test
    default void replyTimeoutIncludesTheWholeReply() throws IOException {
        try (ScriptedServer server = ScriptedServer.playing(client -> {
            client.line();
            client.line();
            int sent = 0;
            while (sent < 1000 && !client.receives("PARAMS 0 -1", 20)) {
                client.send("0");
                sent++;
            }
            return String.valueOf(sent);
        })) {
            assertThat(play(oneGame(server).put("replyTimeout", 200)))
                    .isEqualTo("the server did not answer within 200 ms");
            assertThat(Integer.valueOf(server.received())).isLessThan(1000);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "more, 'unexpected reply \"more\": no request pending'",
        "3, 'unexpected reply \"3\": no request pending'",
        "ERROR SHUTTING_DOWN bye, the server answered ERROR SHUTTING_DOWN bye"
    })
    default void unexpectedLineAfterTheLastReplyIsAFailure(String line, String failure) throws IOException {
        try (ScriptedServer server = ScriptedServer.answering("3\n" + line + "\n")) {
            assertThat(play(oneGame(server))).isEqualTo(failure);
            assertThat(server.received()).isEqualTo("PARAMS 1 5\nNUMBER\nREPORT Correct\nPARAMS 0 -1\n");
        }
    }

    @Test
    default void serverThatDoesNotCloseIsNoFailure() throws IOException {
        CountDownLatch played = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.playing(client -> {
            client.line();
            client.line();
            client.send("3\n").lines();
            Await.zero(played);
            return "";
        })) {
            assertThat(play(oneGame(server))).isNull();
            played.countDown();
        }
        assertThat(transcript()).endsWith("Client: 3 is Correct");
    }

    @Test
    default void resetAfterTheLastGameIsNoFailure() throws IOException {
        try (ScriptedServer server = ScriptedServer.playing(client -> {
            client.line();
            client.line();
            String received = client.send("3\n").line() + "|" + client.line();
            client.reset();
            return received;
        })) {
            assertThat(play(oneGame(server))).isNull();
            assertThat(server.received()).isEqualTo("REPORT Correct|PARAMS 0 -1");
        }
        assertThat(transcript()).endsWith("Client: 3 is Correct");
    }
}
