package dev.warmer.game;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a game when hints are missing or wrong: no number twice, and every number in the end. */
class BisectStrategyHintsTest {
    private final RandomGenerator random = new SplittableRandom(1);

    @Test
    void reachesEveryNumberWithoutHints() {
        for (int count = 1; count <= 500; count++) {
            assertThat(distinct(count, 0, truth -> truth)).isEqualTo(count);
        }
    }

    @Test
    void reachesEveryNumberOfAMillionWithoutHints() {
        assertThat(distinct(1_000_000, 0, truth -> truth)).isEqualTo(1_000_000);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.5, 0.9})
    void reachesEveryNumberWhenSomeHintsAreMissing(double given) {
        for (int count = 1; count <= 500; count++) {
            assertThat(distinct(count, given, truth -> truth)).isEqualTo(count);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.9, 1})
    void reachesEveryNumberWhenHintsAreRandom(double given) {
        for (int count = 1; count <= 500; count++) {
            assertThat(distinct(count, given, truth -> anyHint())).isEqualTo(count);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CORRECT")
    void reachesEveryNumberWhenTheHintIsAlwaysTheSame(Outcome hint) {
        for (int count = 1; count <= 500; count++) {
            assertThat(distinct(count, 1, truth -> hint)).isEqualTo(count);
        }
    }

    /** The hit goes unnoticed, which is one more thing that a client may say. */
    private int distinct(int count, double given, UnaryOperator<Outcome> hint) {
        Range range = new Range(3 - count, 2);
        Strategy strategy = new BisectStrategy(range);
        Secret secret = new Secret(Play.anyOf(range, random));
        BitSet guesses = new BitSet();
        for (int turn = 0; turn < count; turn++) {
            long guess = strategy.next();
            assertThat(range.contains(guess)).as("%d in %s", guess, range).isTrue();
            guesses.set((int) (guess - range.lower()));
            if (random.nextDouble() < given) {
                Outcome outcome = hint.apply(secret.judge(guess));
                strategy.learn(outcome == Outcome.CORRECT ? anyHint() : outcome);
            }
        }
        return guesses.cardinality();
    }

    private Outcome anyHint() {
        return new Outcome[] {Outcome.WARMER, Outcome.COLDER, Outcome.UNSURE, Outcome.SAME}[random.nextInt(4)];
    }

    @Test
    void neverRepeatsANumberOfALargeRange() {
        for (int game = 0; game < 2000; game++) {
            Range range = new Range(Long.MIN_VALUE, Long.MIN_VALUE + (-1L >>> random.nextInt(50)));
            Strategy strategy = new BisectStrategy(range);
            double given = random.nextDouble();
            Set<Long> guesses = new HashSet<>();
            for (int turn = 0; turn < 200; turn++) {
                long guess = strategy.next();
                assertThat(range.contains(guess) && guesses.add(guess)).isTrue();
                if (random.nextDouble() < given) {
                    strategy.learn(anyHint());
                }
            }
        }
    }

    @Test
    void losesAtMostThreeGuessesForAHintWithheld() {
        for (int game = 0; game < 20_000; game++) {
            Range range = new Range(-9, -10 + (1L << (6 + random.nextInt(56))));
            int withheld = random.nextInt(4);
            int limit = Play.bound(range) + 3 * withheld;
            assertThat(guesses(range, withheld, limit)).as("%s", range).isLessThanOrEqualTo(limit);
        }
    }

    private int guesses(Range range, int withheld, int limit) {
        Strategy strategy = new BisectStrategy(range);
        long number = Play.anyOf(range, random);
        Secret secret = new Secret(number);
        int left = withheld;
        for (int guesses = 1; guesses <= limit; guesses++) {
            long guess = strategy.next();
            if (guess == number) {
                return guesses;
            } else if (left > 0 && random.nextInt(8) == 0) {
                left--;
            } else {
                strategy.learn(secret.judge(guess));
            }
        }
        return limit + 1;
    }
}
