package dev.warmer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.warmer.game.Range;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ClientConfigTest {
    private static Map<String, Object> client(List<Map<String, Object>> games) {
        return Map.of("host", "::1", "port", 7000, "games", games, "connectTimeout", 100, "replyTimeout", 200L);
    }

    private static Map<String, Object> game(Object lower, Object upper, Object secret) {
        return Map.of("lower", lower, "upper", upper, "secret", secret, "guesses", 5);
    }

    @Test
    void standsForWhatTheJsonSays() {
        assertThat(ClientConfig.of(client(List.of(game(1, 5, 3), game(Long.MIN_VALUE, Long.MAX_VALUE, -1L)))))
                .isEqualTo(new ClientConfig(
                        new Endpoint("::1", 7000, Duration.ofMillis(100), Duration.ofMillis(200), Optional.empty()),
                        List.of(
                                new GameConfig(new Range(1, 5), 3, 5),
                                new GameConfig(new Range(Long.MIN_VALUE, Long.MAX_VALUE), -1, 5))));
    }

    @Test
    void keepsTheGamesItWasMadeWith() {
        List<GameConfig> games = new ArrayList<>(List.of(new GameConfig(new Range(1, 5), 3, 5)));
        ClientConfig config = new ClientConfig(
                new Endpoint("::1", 7000, Duration.ofMillis(1), Duration.ofMillis(1), Optional.empty()), games);
        games.clear();
        assertThat(config.games()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "65535, 3600000, 3600000"})
    void holdsWhatIsInItsBounds(int port, long connectMs, long replyMs) {
        assertThat(client("::1", port, connectMs, replyMs).replyTimeout()).hasMillis(replyMs);
    }

    @ParameterizedTest
    @CsvSource({
        "'',      1,       1,       1, host: \"\"",
        "::1,     0,       1,       1, port: 0",
        "::1, 65536,       1,       1, port: 65536",
        "::1,     1,       0,       1, connectTimeout: 0",
        "::1,     1, 3600001,       1, connectTimeout: 3600001",
        "::1,     1,       1,       0, replyTimeout: 0",
        "::1,     1,       1, 3600001, replyTimeout: 3600001",
    })
    void holdsNothingElse(String host, int port, long connectMs, long replyMs, String wrong) {
        assertThatExceptionOfType(InvalidConfigException.class)
                .isThrownBy(() -> client(host, port, connectMs, replyMs))
                .withMessageStartingWith(wrong + " is not allowed: ");
    }

    private static Endpoint client(String host, int port, long connectMs, long replyMs) {
        return new Endpoint(host, port, Duration.ofMillis(connectMs), Duration.ofMillis(replyMs), Optional.empty());
    }

    @Test
    void hasSomethingToPlay() {
        assertRefused(List.of(), "games: [] is not allowed: an array, not empty");
    }

    @Test
    void tellsOfEveryGameThatCannotBePlayed() {
        assertRefused(List.of(game(1, 5, 6), game(1, 5, 3), game(5, 1, 3)), """
                games[0].secret: 6 is not allowed: a number in the game's range, 1 to 5
                games[2].lower: 5 is not allowed: an integer not above the game's upper, 1""");
    }

    static List<Number> numbersThatAreNoIntegers() {
        return List.of(1.5, 1.0, 1000.0f, BigInteger.ONE.shiftLeft(63));
    }

    @ParameterizedTest
    @MethodSource("numbersThatAreNoIntegers")
    void numbersAre64BitIntegers(Number number) {
        assertRefused(
                List.of(game(0, 5, number)),
                "games[0].secret: " + number + " is not allowed: an integer from -9223372036854775808 to "
                        + "9223372036854775807, without a fraction");
    }

    private static void assertRefused(List<Map<String, Object>> games, String text) {
        assertThatExceptionOfType(InvalidConfigException.class)
                .isThrownBy(() -> ClientConfig.of(client(games)))
                .withMessage(text);
    }
}
