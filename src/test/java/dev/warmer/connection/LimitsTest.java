package dev.warmer.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitsTest {
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
    void checkIntervalIsATenthOfTheShorterTimeout(long idle, long write, long interval) {
        Limits limits = new Limits(
                1024,
                1,
                0,
                Duration.ZERO,
                Duration.ofMillis(idle),
                Duration.ofMillis(write),
                Duration.ZERO,
                Duration.ZERO);
        assertThat(limits.checkInterval()).isEqualTo(Duration.ofMillis(interval));
    }
}
