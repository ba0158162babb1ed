package dev.warmer.exercises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.warmer.config.Schema;
import dev.warmer.game.Outcome;
import dev.warmer.game.Range;
import dev.warmer.game.Secret;
import dev.warmer.game.Strategy;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Exercise 1: the strategy "climb". */
class ClimbStrategyTest {
    private static Strategy climb(long lower, long upper) {
        JsonObject config = JsonObject.of("strategy", "climb");
        assertThat(catchThrowable(() -> Schema.SERVER.read(config)))
                .as("exercise 1: a conf can name the strategy")
                .isNull();
        return Schema.SERVER.read(config).strategy().factory(new Random(1)).apply(new Range(lower, upper));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 2", "-50, 50", "-9223372036854775808, -9223372036854775800"})
    void reachesEveryNumberOnceWhateverTheHints(long lower, long upper) {
        for (int seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            Strategy strategy = climb(lower, upper);
            Set<Long> guesses = new HashSet<>();
            for (long i = lower; i <= upper; i++) {
                guesses.add(strategy.next());
                if (random.nextInt(4) > 0) {
                    strategy.learn(random.nextBoolean() ? Outcome.WARMER : Outcome.COLDER);
                }
            }
            assertThat(guesses)
                    .as("exercise 1: guesses with random hints")
                    .hasSize((int) (upper - lower + 1))
                    .allMatch(new Range(lower, upper)::contains);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 50, 51, 52, 53, 100, 101})
    void findsTheSecretInHalfOfTheRangeAndOneGuess(long number) {
        Secret secret = new Secret(number);
        Strategy strategy = climb(1, 101);
        Outcome outcome = secret.judge(strategy.next());
        for (int guesses = 1; guesses < 52 && outcome != Outcome.CORRECT; guesses++) {
            strategy.learn(outcome);
            outcome = secret.judge(strategy.next());
        }
        assertThat(outcome).as("exercise 1: the 52nd guess, or one before").isEqualTo(Outcome.CORRECT);
    }

    @Test
    void startsInTheMiddleOfTheWidestRange() {
        Strategy strategy = climb(Long.MIN_VALUE, Long.MAX_VALUE);
        long first = strategy.next();
        assertThat(first).as("exercise 1: the middle").isBetween(-1L, 0L);
        strategy.learn(Outcome.UNSURE);
        assertThat(strategy.next()).as("exercise 1: the guess after it").isEqualTo(first + 1);
    }
}
