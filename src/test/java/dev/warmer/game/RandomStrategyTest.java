package dev.warmer.game;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RandomStrategyTest {
    private static final Range SMALL = new Range(1, 1000);
    private static final Range LARGE = new Range(1, 1_000_000);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 63, 64, 65, 255, 256, 257, 511, 512, 513, 1000, 1023, 1024, 1025, 1026})
    void reachesEveryNumberOfAShortRangeOnce(int count) {
        for (int seed = 0; seed < 20; seed++) {
            assertSweepsOnce(new Range(-7, count - 8), seed);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2047, 2048, 2049, 4095, 4096, 4097, 32_768, 65_535, 65_536, 65_537, 1_000_000})
    void reachesEveryNumberOfALongRangeOnce(int count) {
        assertSweepsOnce(new Range(1, count), count);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 1000, 1024, 1025, 5000})
    void reachesEveryNumberAtTheEdgesOfTheIntegersOnce(int count) {
        assertSweepsOnce(new Range(Long.MIN_VALUE, Long.MIN_VALUE + count - 1), 1);
        assertSweepsOnce(new Range(Long.MAX_VALUE - count + 1, Long.MAX_VALUE), 1);
        assertSweepsOnce(new Range(-count, -1), 1);
    }

    private static void assertSweepsOnce(Range range, long seed) {
        int count = (int) range.span() + 1;
        assertThat(LongStream.of(guesses(range, seed, count)).sorted().toArray())
                .isEqualTo(LongStream.rangeClosed(range.lower(), range.upper()).toArray());
    }

    @ParameterizedTest
    @CsvSource({
        "-9223372036854775808, 9223372036854775807",
        "-9223372036854775808, 9223372036854775806",
        "-9223372036854775807, 9223372036854775807",
        "-9223372036854775808, -1",
        "-9223372036854775808, 0",
        "-1, 9223372036854775807",
        "-5000000000, 5000000000",
        "1, 4294967296",
        "0, 4294967296"
    })
    void staysInAHugeRangeAndNeverRepeats(long lower, long upper) {
        Range range = new Range(lower, upper);
        long[] guesses = guesses(range, 1, 100_000);
        assertThat(LongStream.of(guesses).allMatch(range::contains)).isTrue();
        assertThat(LongStream.of(guesses).distinct().count()).isEqualTo(100_000);
    }

    @Test
    void playsTheSameGameFromTheSameSeed() {
        assertThat(guesses(SMALL, 3, 100)).isEqualTo(guesses(SMALL, 3, 100));
        assertThat(guesses(LARGE, 3, 100)).isEqualTo(guesses(LARGE, 3, 100));
    }

    /** So the last number of a sweep is found as fast as the first. */
    @Test
    void drawsOncePerNumber() {
        AtomicInteger draws = new AtomicInteger();
        RandomStrategy strategy = new RandomStrategy(new Range(1, 1024), counting(draws));
        for (int turn = 1; turn <= 1024; turn++) {
            strategy.next();
            assertThat(draws).hasValue(turn);
        }
    }

    private static RandomGenerator counting(AtomicInteger draws) {
        SplittableRandom random = new SplittableRandom(1);
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                throw new AssertionError("draws more than it needs");
            }

            @Override
            public int nextInt(int bound) {
                draws.incrementAndGet();
                return random.nextInt(bound);
            }
        };
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1_000_000})
    void playsDifferentGamesFromOneGenerator(int count) {
        SplittableRandom random = new SplittableRandom(1);
        RandomStrategy one = new RandomStrategy(new Range(1, count), random);
        RandomStrategy other = new RandomStrategy(new Range(1, count), random);
        long agreements = LongStream.range(0, 1000)
                .filter(turn -> one.next() == other.next())
                .count();
        assertThat(agreements).isLessThan(10);
    }

    @Test
    void ignoresHints() {
        RandomStrategy strategy = new RandomStrategy(SMALL, new SplittableRandom(3));
        long[] guesses = LongStream.generate(strategy::next)
                .limit(100)
                .peek(guess -> strategy.learn(Outcome.COLDER))
                .toArray();
        assertThat(guesses).isEqualTo(guesses(SMALL, 3, 100));
    }

    private static long[] guesses(Range range, long seed, int count) {
        RandomStrategy strategy = new RandomStrategy(range, new SplittableRandom(seed));
        return LongStream.generate(strategy::next).limit(count).toArray();
    }
}
