package dev.warmer.game;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Counts the bytes that a game allocates, which its state cannot exceed. */
class RandomStrategySizeTest {
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final RandomGenerator random = new SplittableRandom(1);

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 254, 255, 256, 1023, 1024, 4095, 65_535, 999_999, 0xFFFF_FFFFL, Long.MAX_VALUE, -1})
    void allocationIsLimitedForAnyNumberOfGuesses(long span) {
        Range range = new Range(Long.MIN_VALUE, Long.MIN_VALUE + span);
        int turns = (int) Math.min(span & Long.MAX_VALUE, 99_999) + 1;
        allocated(range, turns); // loads the classes, which allocates too
        assertThat(allocated(range, turns)).isBetween(1L, 300L);
    }

    private long allocated(Range range, int turns) {
        long before = threads.getCurrentThreadAllocatedBytes();
        RandomStrategy strategy = new RandomStrategy(range, random);
        for (int turn = 0; turn < turns; turn++) {
            strategy.next();
        }
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
