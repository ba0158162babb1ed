package dev.warmer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.warmer.config.ClientConfig.GameConfig;
import dev.warmer.game.Outcome;
import dev.warmer.game.Range;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GameConfigTest {
    private static final Range RANGE = new Range(-2, 5);

    @ParameterizedTest
    @ValueSource(longs = {-2, 0, 5})
    void acceptsAnySecretInTheRange(long number) {
        assertThat(new GameConfig(RANGE, number, 1).number()).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(longs = {-3, 6, Long.MIN_VALUE, Long.MAX_VALUE})
    void rejectsASecretOutsideTheRange(long number) {
        assertThatExceptionOfType(InvalidConfigException.class)
                .isThrownBy(() -> new GameConfig(RANGE, number, 1))
                .withMessage("secret: " + number + " is not allowed: a number in the game's range, -2 to 5");
    }

    @ParameterizedTest
    @CsvSource({"5, Correct", "4, Unsure"})
    void secretJudgesGuesses(long guess, String outcome) {
        assertThat(new GameConfig(RANGE, 5, 1).secret().judge(guess)).hasToString(outcome);
    }

    @Test
    void everyGameHasASecretOfItsOwn() {
        GameConfig config = new GameConfig(RANGE, 5, 1);
        assertThat(config.secret().judge(1)).isEqualTo(Outcome.UNSURE);
        assertThat(config.secret().judge(4)).isEqualTo(Outcome.UNSURE);
    }
}
