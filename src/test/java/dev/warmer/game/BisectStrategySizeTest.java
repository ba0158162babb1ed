package dev.warmer.game;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class BisectStrategySizeTest {
    private static final Range LARGEST = new Range(Long.MIN_VALUE, Long.MAX_VALUE);

    private final RandomGenerator random = new SplittableRandom(1);

    @Test
    void footprintIsLimitedWhenHintsAreTrue() {
        for (int game = 0; game < 200; game++) {
            Strategy strategy = new BisectStrategy(LARGEST);
            Secret secret = new Secret(random.nextLong());
            Outcome outcome = secret.judge(strategy.next());
            while (outcome != Outcome.CORRECT) {
                assertThat(Footprint.of(strategy)).isBetween(100, 850);
                strategy.learn(outcome);
                outcome = secret.judge(strategy.next());
            }
        }
    }

    @Test
    void footprintIsLimitedWhenHintsAreMissing() {
        Strategy strategy = new BisectStrategy(LARGEST);
        for (int turn = 0; turn < 10_000; turn++) {
            strategy.next();
        }
        assertThat(Footprint.of(strategy)).isBetween(100, 1300);
    }
}
