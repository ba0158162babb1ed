package dev.warmer.game;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/**
 * How many elementary steps a guess takes, whatever a client reports. A history has a letter for each guess: W, C and U
 * for its outcome, N if it was not reported.
 */
class BisectStrategyCostTest {
    private static final String LETTERS = "WCUN";

    private final RandomGenerator random = new SplittableRandom(1);

    @Test
    void stepsAreLimitedAfterEveryShortHistoryInASmallRange() {
        for (int count = 1; count <= 50; count++) {
            assertLimited(new Range(1, count), "");
        }
    }

    /** Checks this history and all its continuations. */
    private static void assertLimited(Range range, String history) {
        BisectStrategy strategy = new BisectStrategy(range);
        history.chars().forEach(letter -> guess(strategy, letter));
        strategy.next();
        assertStepsLimited(strategy, range, history);
        for (int i = 0; i < LETTERS.length() && history.length() < Math.min(5, range.span()); i++) {
            assertLimited(range, history + LETTERS.charAt(i));
        }
    }

    private static void guess(Strategy strategy, int letter) {
        strategy.next();
        switch (letter) {
            case 'W' -> strategy.learn(Outcome.WARMER);
            case 'C' -> strategy.learn(Outcome.COLDER);
            case 'U' -> strategy.learn(Outcome.UNSURE);
            default -> {
                // Not reported.
            }
        }
    }

    private static void assertStepsLimited(BisectStrategy strategy, Range range, String history) {
        if (strategy.steps() > BisectStrategy.MAX_STEPS) {
            assertThat(strategy.steps()).as("%s, %s", range, history).isLessThanOrEqualTo(BisectStrategy.MAX_STEPS);
        }
    }

    @Test
    void stepsAreLimitedAfterLongHistories() {
        for (int game = 0; game < 5000; game++) {
            long span = random.nextBoolean() ? random.nextInt(200, 500) : -1L >>> random.nextInt(50);
            Range range = new Range(Long.MIN_VALUE, Long.MIN_VALUE + span);
            BisectStrategy strategy = new BisectStrategy(range);
            char usual = letter();
            double share = random.nextDouble();
            StringBuilder history = new StringBuilder();
            while (history.length() < 120) {
                char letter = random.nextDouble() < share ? usual : letter();
                guess(strategy, letter);
                assertStepsLimited(strategy, range, history.toString());
                history.append(letter);
            }
        }
    }

    private char letter() {
        return LETTERS.charAt(random.nextInt(LETTERS.length()));
    }

    /** So the limit costs no guess where the fewest possible are promised. */
    @Test
    void searchEndsBeforeItsLimitWhenEveryHintIsGivenAndTrue() {
        for (int count = 1; count <= 300; count++) {
            for (int number = 1; number <= count; number++) {
                assertSearchEnds(new Range(1, count), number);
            }
        }
    }

    private static void assertSearchEnds(Range range, long number) {
        BisectStrategy strategy = new BisectStrategy(range);
        Secret secret = new Secret(number);
        Outcome outcome = secret.judge(strategy.next());
        while (outcome != Outcome.CORRECT) {
            assertThat(strategy.steps()).isLessThan(Endgame.MAX_STEPS);
            strategy.learn(outcome);
            outcome = secret.judge(strategy.next());
        }
    }
}
