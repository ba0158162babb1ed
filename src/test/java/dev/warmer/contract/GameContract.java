package dev.warmer.contract;

import static dev.warmer.contract.ClientUnderTest.game;
import static dev.warmer.contract.ClientUnderTest.playing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.testing.Driver;
import dev.warmer.testing.ScriptedServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Games with a server that conforms to the protocol. */
public interface GameContract extends ClientUnderTest {
    @Test
    default void sendsTheCommandsOfTheProtocol() throws IOException {
        try (ScriptedServer server = ScriptedServer.answering("1\n", "5\n", "2\n", "3\n", "15\n", "-4\n")) {
            assertThat(play(playing(server.port(), game(1, 5, 3), game(10, 15, 12, 1), game(-4, -4, -4, 1))))
                    .isNull();
            assertThat(server.received()).isEqualTo("""
                            PARAMS 1 5
                            NUMBER
                            REPORT Unsure
                            NUMBER
                            REPORT Unsure
                            NUMBER
                            REPORT Warmer
                            NUMBER
                            REPORT Correct
                            PARAMS 0 -1
                            PARAMS 10 15
                            NUMBER
                            REPORT Unsure
                            PARAMS 0 -1
                            PARAMS -4 -4
                            NUMBER
                            REPORT Correct
                            PARAMS 0 -1
                            """);
        }
    }

    /** Repeated, since the order of lines would depend on threads if client and server did not wait for each other. */
    @ParameterizedTest
    @EnumSource(names = {"EVENT_LOOP", "THREADS"})
    default void transcriptOfClientAndServerHasTheSameOrderEveryTime(Driver server) {
        JsonObject config = new JsonObject().put("transcript", true);
        int port = server.deploy(vertx(), config, transcript()::add).port();
        for (int i = 0; i < 20; i++) {
            transcript().clear();
            assertThat(play(playing(port, game(1, 5, 3, 5), game(10, 15, 12, 6))))
                    .isNull();
            assertThat(transcript()).isEqualTo(expected(transcript()));
        }
    }

    /** {@return the whole transcript, given the client's lines about guesses, which are its end} */
    private static List<String> expected(List<String> transcript) {
        List<String> guesses =
                transcript.stream().filter(line -> line.startsWith("Client: ")).toList();
        List<String> expected = new ArrayList<>();
        expected.add("Guess a number between 1 and 5! Shhhhh, it's 3.");
        for (String guess : guesses) {
            expected.add(guess.replace("Client", "Server"));
            if (guess.equals("Client: 3 is Correct")) {
                expected.add("Guess a number between 10 and 15! Shhhhh, it's 12.");
            }
        }
        assertThat(guesses).contains("Client: 3 is Correct").endsWith("Client: 12 is Correct");
        expected.addAll(guesses);
        return expected;
    }

    @Test
    default void endsAGameWhenItsGuessesAreUsedUp() throws IOException {
        try (ScriptedServer server = ScriptedServer.answering("1\n", "5\n", "7\n")) {
            assertThat(play(playing(server.port(), game(1, 5, 3, 2), game(7, 7, 7))))
                    .isNull();
            assertThat(server.received()).contains("NUMBER\nREPORT Unsure\nPARAMS 0 -1\nPARAMS 7 7\n");
        }
        assertThat(transcript()).endsWith("Client: 1 is Unsure", "Client: 5 is Unsure", "Client: 7 is Correct");
    }

    @Test
    default void acceptsEveryIntegerThatTheProtocolAllows() throws IOException {
        try (ScriptedServer server =
                ScriptedServer.answering("+1\n", "002\r\n", "-0\n", "-9223372036854775808\n", "+05\n")) {
            assertThat(play(playing(server.port(), game(Long.MIN_VALUE, 5, 5)))).isNull();
        }
        assertThat(transcript())
                .endsWith(
                        "Client: 1 is Unsure",
                        "Client: 2 is Warmer",
                        "Client: 0 is Colder",
                        "Client: -9223372036854775808 is Colder",
                        "Client: 5 is Correct");
    }

    @Test
    default void reportAndNextRequestAreOneWrite() throws IOException {
        int rounds = 2000;
        StringBuilder expected = new StringBuilder("PARAMS 1 2000\nNUMBER\n|");
        IntStream.range(1, rounds)
                .forEach(i -> expected.append(i == 1 ? "REPORT Unsure\nNUMBER\n|" : "REPORT Warmer\nNUMBER\n|"));
        expected.append("REPORT Correct\nPARAMS 0 -1\nPARAMS 2001 2001\nNUMBER\n|");
        try (ScriptedServer server = ScriptedServer.playing(client -> {
            StringBuilder reads = new StringBuilder();
            for (int i = 1; i <= rounds + 1; i++) {
                reads.append(client.read()).append('|');
                client.send(i + "\n");
            }
            client.lines();
            return reads.toString();
        })) {
            assertThat(play(playing(server.port(), game(1, rounds, rounds), game(2001, 2001, 2001))))
                    .isNull();
            assertThat(server.received()).isEqualTo(expected.toString());
        }
    }

    @Test
    default void playsAHundredThousandGuesses() throws IOException {
        int count = 100_000;
        String[] guesses =
                IntStream.rangeClosed(1, count).mapToObj(i -> i + "\n").toArray(String[]::new);
        try (ScriptedServer server = ScriptedServer.answering(guesses)) {
            assertThat(play(playing(server.port(), game(1, 1_000_000, 1_000_000, count))))
                    .isNull();
        }
        assertThat(transcript()).hasSize(1 + count).endsWith("Client: 99999 is Warmer", "Client: 100000 is Warmer");
    }

    @Test
    default void everyInstancePublishesItsCompletion() {
        Driver.Server server = Driver.EVENT_LOOP.deploy(vertx(), new JsonObject());
        String id = deploy(playing(server.port(), game(1, 5, 3)), 3);
        for (int i = 0; i < 3; i++) {
            assertThat(completion()).isEqualTo(new JsonObject().put("deployment", id));
        }
    }
}
