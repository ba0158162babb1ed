package dev.warmer.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.game.Range;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretsTest {
    private static List<Long> secrets(long seed, long player, Range range) {
        return LongStream.generate(Player.secrets(seed, player, range))
                .limit(1000)
                .boxed()
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "7, 7",
        "1, 5",
        "-3, 3",
        "-9223372036854775808, 9223372036854775807",
        "-9223372036854775808, 9223372036854775806",
        "-9223372036854775808, 0",
        "-9223372036854775808, -1",
        "0, 9223372036854775807",
        "9223372036854775807, 9223372036854775807"
    })
    void secretsAreUniformOverTheRange(long lower, long upper) {
        Range range = new Range(lower, upper);
        List<Long> secrets = secrets(1, 0, range);
        assertThat(secrets).allMatch(range::contains);
        if (range.span() >= 0 && range.span() < 100) {
            assertThat(secrets).contains(lower, upper);
        } else {
            double middle = lower / 2.0 + upper / 2.0;
            assertThat(secrets).filteredOn(secret -> secret < middle).hasSizeBetween(400, 600);
        }
    }

    @Test
    void secretsAreTheSameForTheSameSeedAndPlayer() {
        Range range = new Range(1, 1_000_000);
        assertThat(secrets(5, 3, range)).isEqualTo(secrets(5, 3, range));
        assertThat(secrets(5, 3, range)).isNotEqualTo(secrets(6, 3, range)).isNotEqualTo(secrets(5, 4, range));
        assertThat(secrets(5, 4, range)).isNotEqualTo(secrets(6, 3, range));
    }
}
