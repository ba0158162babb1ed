package dev.warmer.game;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How many guesses it takes when every hint is given and true. */
class BisectStrategyTest {
    private final RandomGenerator random = new SplittableRandom(1);

    @Test
    void takesTheFewestGuessesUpTo40Numbers() {
        int[] least = IntStream.rangeClosed(1, 40)
                .map(count -> new Minimax(count).guesses())
                .toArray();
        assertThat(least)
                .isEqualTo(IntStream.rangeClosed(1, 40).map(this::leastKnown).toArray());
        int[] worst = IntStream.rangeClosed(1, 40).map(this::worst).toArray();
        assertThat(worst).isEqualTo(least);
    }

    private int leastKnown(int count) {
        int[] most = {1, 2, 5, 10, 20, 35};
        return 1 + (int) IntStream.of(most).filter(numbers -> numbers < count).count();
    }

    private int worst(int count) {
        Range range = new Range(-7, count - 8);
        return IntStream.range(-7, count - 7)
                .map(secret -> Play.guesses(range, secret, count))
                .max()
                .orElseThrow();
    }

    @Test
    void keepsTheBoundForEverySecretUpTo2000Numbers() {
        for (int count = 1; count <= 2000; count++) {
            Range range = new Range(1, count);
            int bound = Play.bound(range);
            for (int secret = 1; secret <= count; secret++) {
                assertHit(range, secret, bound);
            }
        }
    }

    private static void assertHit(Range range, long secret, int bound) {
        int guesses = Play.guesses(range, secret, bound);
        if (guesses > bound) {
            assertThat(guesses).as("%d from %s", secret, range).isLessThanOrEqualTo(bound);
        }
    }

    @Test
    void keepsTheBoundWhereverTheSecretIsInALargeRange() {
        List<Range> ranges = largeRanges();
        for (int game = 0; game < 100_000; game++) {
            Range range = ranges.get(random.nextInt(ranges.size()));
            assertHit(range, Play.anyOf(range, random), Play.bound(range));
        }
    }

    @Test
    void keepsTheBoundNearTheEndsAndTheMiddleOfALargeRange() {
        for (Range range : largeRanges()) {
            for (long place : new long[] {0, range.span() >>> 2, range.span() >>> 1, range.span() - 40}) {
                for (int i = 0; i <= 40; i++) {
                    assertHit(range, range.lower() + place + i, Play.bound(range));
                }
            }
        }
    }

    /** Where the bound rises by one, no guess can be spared: for 2, 5, 10, 21, 42, ... numbers. */
    @Test
    void keepsTheBoundWhereItIsTightest() {
        long mostNumbers = 0xAAAA_AAAA_AAAA_AAAAL;
        for (int bits = 10; bits <= 63; bits++) {
            Range range = new Range(Long.MIN_VALUE, Long.MIN_VALUE + (mostNumbers >>> (63 - bits)) - 1);
            for (int game = 0; game < 200; game++) {
                long offset = Long.remainderUnsigned(random.nextLong() >>> random.nextInt(64), range.span() + 1);
                assertHit(range, range.lower() + offset, bits + 2);
                assertHit(range, range.upper() - offset, bits + 2);
            }
        }
    }

    @Test
    void sameMeansWhatUnsureMeans() {
        for (int number = 1; number <= 2000; number++) {
            assertThat(guesses(number, Outcome.SAME)).isEqualTo(guesses(number, Outcome.UNSURE));
        }
    }

    /** {@return the guesses of a game in 1 to 2000 in which the same distance is reported as {@code same}} */
    private static List<Long> guesses(long number, Outcome same) {
        Strategy strategy = new BisectStrategy(new Range(1, 2000));
        Secret secret = new Secret(number);
        List<Long> guesses = new ArrayList<>();
        Outcome outcome;
        do {
            guesses.add(strategy.next());
            outcome = secret.judge(guesses.get(guesses.size() - 1));
            strategy.learn(outcome == Outcome.UNSURE ? same : outcome);
        } while (outcome != Outcome.CORRECT);
        return guesses;
    }

    private static List<Range> largeRanges() {
        List<Range> ranges = new ArrayList<>(List.of(
                new Range(Long.MIN_VALUE, Long.MAX_VALUE),
                new Range(Long.MIN_VALUE, Long.MAX_VALUE - 1),
                new Range(Long.MIN_VALUE, 0),
                new Range(0, Long.MAX_VALUE),
                new Range(-1, Long.MAX_VALUE),
                new Range(Long.MAX_VALUE - 1_000_000, Long.MAX_VALUE),
                new Range(Long.MIN_VALUE, Long.MIN_VALUE + 1_000_000),
                new Range(1, 1_000_000_000_000_000_000L)));
        for (int bits = 11; bits < 64; bits++) {
            long count = 1L << bits;
            ranges.add(new Range(-10, -10 + count - 2));
            ranges.add(new Range(Long.MIN_VALUE, Long.MIN_VALUE + count - 1));
            ranges.add(new Range(Long.MAX_VALUE - count, Long.MAX_VALUE));
        }
        return ranges;
    }
}
