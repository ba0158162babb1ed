package dev.warmer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.warmer.config.ClientConfig.Endpoint;
import dev.warmer.config.ClientConfig.GameConfig;
import dev.warmer.game.Range;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientSchemaTest {
    private static final String GAME = "{\"lower\": 1, \"upper\": 5, \"secret\": 3, \"guesses\": 5}";
    private static final SchemaJson ONE_GAME = new SchemaJson("{\"games\": [" + GAME + "]}");
    private static final SchemaJson FULL = new SchemaJson(
            "{\"host\": \"::1\", \"port\": 7, \"connectTimeout\": 8, \"replyTimeout\": 9, \"games\": [" + GAME + "]}");
    private static final List<GameConfig> GAMES = List.of(new GameConfig(new Range(1, 5), 3, 5));
    private static final String ANY = "an integer from -9223372036854775808 to 9223372036854775807";

    @Test
    void everyKeyButTheGamesHasADefault() {
        assertThat(ONE_GAME.as(Schema.CLIENT))
                .isEqualTo(new ClientConfig(
                        new Endpoint(
                                "127.0.0.1", 1234, Duration.ofSeconds(10), Duration.ofSeconds(10), Optional.empty()),
                        GAMES));
    }

    @ParameterizedTest
    @CsvSource({
        "port, 1", "port, 65535", "connectTimeout, 1", "connectTimeout, 3600000", "replyTimeout, 1",
        "replyTimeout, 3600000", "guesses, 1", "guesses, 2147483647", "lower, -9223372036854775808", "lower, 3",
        "upper, 9223372036854775807", "upper, 3", "secret, 1", "secret, 5"
    })
    void edgesAreAllowed(String key, String value) {
        assertThatCode(() -> FULL.with(key, value).as(Schema.CLIENT)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    host           | ""         | a string, not empty
                    port           | 0          | an integer from 1 to 65535
                    port           | 65536      | an integer from 1 to 65535
                    connectTimeout | 0          | an integer from 1 to 3600000
                    connectTimeout | 3600001    | an integer from 1 to 3600000
                    connectTimeout | "10s"      | an integer from 1 to 3600000
                    replyTimeout   | 0          | an integer from 1 to 3600000
                    replyTimeout   | 3600001    | an integer from 1 to 3600000
                    replyTimeout   | false      | an integer from 1 to 3600000
                    """)
    void wrongValueIsReportedWithKeyAndWhatIsAllowed(String key, String value, String allowed) {
        FULL.with(key, value).isRefusedBy(Schema.CLIENT, key + ": " + value + " is not allowed: " + allowed);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    guesses | 0          | an integer from 1 to 2147483647
                    guesses | 2147483648 | an integer from 1 to 2147483647
                    guesses | "5"        | an integer from 1 to 2147483647
                    secret  | 0          | a number in the game's range, 1 to 5
                    secret  | 6          | a number in the game's range, 1 to 5
                    lower   | 6          | an integer not above the game's upper, 5
                    """)
    void wrongValueOfAGameIsReported(String key, String value, String allowed) {
        ONE_GAME.with(key, value)
                .isRefusedBy(Schema.CLIENT, "games[0]." + key + ": " + value + " is not allowed: " + allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lower", "upper", "secret"})
    void numbersAre64BitIntegers(String key) {
        for (String value : List.of("\"3\"", "null", "1.5", "[]")) {
            ONE_GAME.with(key, value)
                    .isRefusedBy(Schema.CLIENT, "games[0]." + key + ": " + value + " is not allowed: " + ANY);
        }
        for (String value : List.of("3.0", "1e0", "9223372036854775808", "-9223372036854775809")) {
            assertThatExceptionOfType(InvalidConfigException.class)
                    .isThrownBy(() -> ONE_GAME.with(key, value).as(Schema.CLIENT))
                    .withMessageMatching("games.0.\\." + key + ": [-0-9.]+ is not allowed: " + ANY + ".*");
        }
    }

    @Test
    void somethingIsPlayed() {
        new SchemaJson("{}").isRefusedBy(Schema.CLIENT, "games: is missing: an array, not empty");
        SchemaJson.of("games", "[]").isRefusedBy(Schema.CLIENT, "games: [] is not allowed: an array, not empty");
        SchemaJson.of("games", "null").isRefusedBy(Schema.CLIENT, "games: null is not allowed: an array, not empty");
    }

    @Test
    void rejectsAGameThatIsNoObject() {
        SchemaJson.of("games", "[7]").isRefusedBy(Schema.CLIENT, "games[0]: 7 is not allowed: an object");
        SchemaJson.of("games", "[null]").isRefusedBy(Schema.CLIENT, "games[0]: null is not allowed: an object");
    }

    @Test
    void everyKeyOfAGameIsRequired() {
        SchemaJson.of("games", "[" + GAME + ", {}]")
                .isRefusedBy(
                        Schema.CLIENT,
                        "games[1].lower: is missing: " + ANY,
                        "games[1].upper: is missing: " + ANY,
                        "games[1].secret: is missing: " + ANY,
                        "games[1].guesses: is missing: an integer from 1 to 2147483647");
    }

    @Test
    void allMistakesAreReported() {
        new SchemaJson("{\"port\": 0, \"hots\": 1, \"games\": [" + GAME
                        + ", {\"lower\": 1, \"upper\": \"x\", \"guess\": 2}]}")
                .isRefusedBy(
                        Schema.CLIENT,
                        "port: 0 is not allowed: an integer from 1 to 65535",
                        "games[1].upper: \"x\" is not allowed: " + ANY,
                        "games[1].secret: is missing: " + ANY,
                        "games[1].guesses: is missing: an integer from 1 to 2147483647",
                        "games[1].guess: unknown key; did you mean \"guesses\"? allowed keys: lower, upper, secret, guesses",
                        "hots: unknown key; did you mean \"host\"? allowed keys: host, port, games, connectTimeout, replyTimeout, tls");
    }
}
