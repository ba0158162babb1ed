package dev.warmer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitsTest {
    private static Limits with(String key, long value) {
        Map<String, Object> map = new HashMap<>(Map.of(
                "maxLineLength", 1024,
                "maxConnections", 10_000,
                "maxConnectionsPerAddress", 0,
                "idleTimeout", 60_000,
                "writeTimeout", 30_000,
                "drainTimeout", 10_000));
        map.put(key, value);
        return Limits.of(map);
    }

    private static final String EDGES = """
            maxLineLength,            64, 65536
            maxConnections,            1, 10000000
            maxConnectionsPerAddress,  0, 10000000
            idleTimeout,               1, 86400000
            writeTimeout,              1, 86400000
            drainTimeout,              0, 3600000
            """;

    @ParameterizedTest
    @CsvSource(textBlock = EDGES)
    void holdWhatIsInTheirBounds(String key, long minimum, long maximum) {
        assertThat(with(key, minimum)).isNotEqualTo(with(key, maximum));
    }

    @ParameterizedTest
    @CsvSource(textBlock = EDGES)
    void holdNothingElse(String key, long minimum, long maximum) {
        for (long value : new long[] {minimum - 1, maximum + 1, Integer.MAX_VALUE}) {
            assertThatExceptionOfType(InvalidConfigException.class)
                    .isThrownBy(() -> with(key, value))
                    .withMessage("%s: %d is not allowed: an integer from %d to %d", key, value, minimum, maximum);
        }
    }

    /** A tenth of the shorter timeout, but no less than 10 ms and no more than a second. */
    @ParameterizedTest
    @CsvSource({
        "60000, 30000, 1000",
        "10010, 10010, 1000",
        "10000, 60000, 1000",
        "60000, 9990, 999",
        "5000, 60000, 500",
        "110, 60000, 11",
        "100, 100, 10",
        "60000, 99, 10",
        "1, 1, 10",
    })
    void areLookedAfterOftenEnough(long idle, long write, long tick) {
        Limits limits = new Limits(1024, 1, 0, Duration.ofMillis(idle), Duration.ofMillis(write), Duration.ZERO);
        assertThat(limits.tick()).isEqualTo(Duration.ofMillis(tick));
    }
}
