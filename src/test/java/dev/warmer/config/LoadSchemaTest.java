package dev.warmer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.warmer.config.ClientConfig.Endpoint;
import dev.warmer.config.LoadConfig.Play;
import dev.warmer.game.Range;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadSchemaTest {
    private static final SchemaJson FULL = new SchemaJson("""
            {"host": "::1", "port": 7, "connectTimeout": 8, "replyTimeout": 9, "players": 10, "maxPlayers": 19, "rate": 11, "games": 12, \
            "duration": 13, "warmup": 14, "guesses": 15, "seed": -16, "reconnect": true, "report": "r.json", \
            "range": {"lower": -17, "upper": 18}}""");
    private static final String ANY = "an integer from -9223372036854775808 to 9223372036854775807";

    @Test
    void everyKeyHasADefault() {
        Endpoint server =
                new Endpoint("127.0.0.1", 1234, Duration.ofSeconds(10), Duration.ofSeconds(10), Optional.empty());
        assertThat(new SchemaJson("{}").as(Schema.LOAD))
                .isEqualTo(new LoadConfig(
                        server,
                        64,
                        Optional.empty(),
                        0,
                        new Play(0, new Range(1, 1_000_000), 20, Optional.empty(), false),
                        Duration.ZERO,
                        Duration.ZERO,
                        Optional.empty()));
    }

    @Test
    void everyKeyCanBeSet() {
        Endpoint server = new Endpoint("::1", 7, Duration.ofMillis(8), Duration.ofMillis(9), Optional.empty());
        assertThat(FULL.as(Schema.LOAD))
                .isEqualTo(new LoadConfig(
                        server,
                        10,
                        Optional.of(19),
                        11,
                        new Play(12, new Range(-17, 18), 15, Optional.of(-16L), true),
                        Duration.ofMillis(13),
                        Duration.ofMillis(14),
                        Optional.of("r.json")));
    }

    @ParameterizedTest
    @CsvSource({
        "players, 1",
        "players, 1000000",
        "maxPlayers, 1",
        "maxPlayers, 1000000",
        "rate, 0",
        "rate, 10000000",
        "games, 0",
        "games, 2147483647",
        "duration, 0",
        "duration, 604800000",
        "warmup, 0",
        "warmup, 3600000",
        "guesses, 1",
        "guesses, 2147483647",
        "seed, -9223372036854775808",
        "seed, 9223372036854775807",
        "lower, 18",
        "upper, -17"
    })
    void edgesAreAllowed(String key, String value) {
        assertThatCode(() -> FULL.with(key, value).as(Schema.LOAD)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    port     | 0          | an integer from 1 to 65535
                    players  | 0          | an integer from 1 to 1000000
                    players  | 1000001    | an integer from 1 to 1000000
                    maxPlayers | 0        | an integer from 1 to 1000000
                    maxPlayers | 1000001  | an integer from 1 to 1000000
                    rate     | -1         | an integer from 0 to 10000000
                    rate     | 10000001   | an integer from 0 to 10000000
                    games    | -1         | an integer from 0 to 2147483647
                    duration | -1         | an integer from 0 to 604800000
                    duration | "10s"      | an integer from 0 to 604800000
                    duration | 604800001  | an integer from 0 to 604800000
                    warmup   | 3600001    | an integer from 0 to 3600000
                    guesses  | 0          | an integer from 1 to 2147483647
                    report   | ""         | a string, not empty
                    """)
    void wrongValueIsReportedWithKeyAndWhatIsAllowed(String key, String value, String allowed) {
        FULL.with(key, value).isRefusedBy(Schema.LOAD, key + ": " + value + " is not allowed: " + allowed);
    }

    @Test
    void invalidRangeIsReported() {
        FULL.with("lower", "19")
                .isRefusedBy(Schema.LOAD, "range.lower: 19 is not allowed: an integer not above the game's upper, 18");
        FULL.with("upper", "null").isRefusedBy(Schema.LOAD, "range.upper: null is not allowed: " + ANY);
        SchemaJson.of("range", "{\"lower\": 1}").isRefusedBy(Schema.LOAD, "range.upper: is missing: " + ANY);
        SchemaJson.of("seed", "\"x\"").isRefusedBy(Schema.LOAD, "seed: \"x\" is not allowed: " + ANY);
    }
}
