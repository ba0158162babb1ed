package dev.warmer.game;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/** Pearson's test of whether observations fall into cells as often as they should. */
final class ChiSquare {
    /** The standard normal deviate that chance exceeds once in ten thousand times. */
    private static final double DEVIATE = 3.719;

    private final long[] seen;

    ChiSquare(int cells) {
        seen = new long[cells];
    }

    void add(int cell) {
        seen[cell]++;
    }

    void assertUniform() {
        assertShares(cell -> 1.0 / seen.length);
    }

    /**
     * Fails if chance would deviate from {@code share}, the probability of each cell, less than once in 10,000 times.
     * Cells that nothing can fall into are left out.
     */
    void assertShares(IntToDoubleFunction share) {
        double total = Arrays.stream(seen).sum();
        double statistic = 0;
        int cells = 0;
        for (int cell = 0; cell < seen.length; cell++) {
            double expected = total * share.applyAsDouble(cell);
            if (expected > 0) {
                statistic += (seen[cell] - expected) * (seen[cell] - expected) / expected;
                cells++;
            }
        }
        assertThat(statistic).isLessThan(criticalValue(cells - 1));
    }

    /** {@return Wilson and Hilferty's approximation: 182.6 for 119 degrees of freedom, for one} */
    private static double criticalValue(int freedom) {
        double variance = 2.0 / (9 * freedom);
        return freedom * Math.pow(1 - variance + DEVIATE * Math.sqrt(variance), 3);
    }
}
