package dev.warmer.game;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ranges begin at 0 and are named by their largest number, read as unsigned: -1 is all the 64-bit integers. */
class RandomStrategyUniformityTest {
    private static final int GAMES = 40_000;

    private final RandomGenerator random = new SplittableRandom(1);

    /** Orders are numbered by the Lehmer code: each guess counts the earlier ones above it. */
    @Test
    void givesAllOrdersOfFiveNumbersEquallyOften() {
        ChiSquare orders = new ChiSquare(120);
        for (int game = 0; game < 2 * GAMES; game++) {
            orders.add(order(play(4, 5)));
        }
        orders.assertUniform();
    }

    @ParameterizedTest
    @ValueSource(longs = {1023, 1024, 2047, 4096, 999_999, 0xFFFF_FFFFL, Long.MAX_VALUE})
    void ranksTheFirstGuessesEveryWayEquallyOften(long span) {
        ChiSquare orders = new ChiSquare(24);
        for (int game = 0; game < GAMES; game++) {
            orders.add(order(play(span, 4)));
        }
        orders.assertUniform();
    }

    private static int order(long[] guesses) {
        int order = 0;
        for (int turn = 1; turn < guesses.length; turn++) {
            order *= turn + 1;
            for (int earlier = 0; earlier < turn; earlier++) {
                order += guesses[earlier] > guesses[turn] ? 1 : 0;
            }
        }
        return order;
    }

    @ParameterizedTest
    @MethodSource("spans")
    void guessesPairsUniformly(long span) {
        Buckets buckets = Buckets.over(span);
        int count = buckets.count();
        ChiSquare firsts = new ChiSquare(count);
        ChiSquare pairs = new ChiSquare(count * count);
        for (int game = 0; game < GAMES; game++) {
            long[] guesses = play(span, 2);
            firsts.add(buckets.of(guesses[0]));
            pairs.add(buckets.of(guesses[0]) * count + buckets.of(guesses[1]));
        }
        firsts.assertShares(buckets::share);
        pairs.assertShares(cell -> buckets.share(cell / count, cell % count));
    }

    /** {@return the spans of as many numbers as a power of two, one less and one more, and a few others} */
    private static LongStream spans() {
        LongStream exponents = LongStream.of(2, 3, 4, 8, 9, 10, 11, 12, 13, 16, 20, 32, 33, 63);
        LongStream around = exponents.flatMap(bits -> LongStream.rangeClosed((1L << bits) - 2, 1L << bits));
        return LongStream.concat(around, LongStream.of(1, 9, 99, 999, 1499, 999_999, -2, -1));
    }

    private long[] play(long span, int turns) {
        // The strategy adds the lower end last, so that taking it off again gives back the unsigned number.
        Range range = new Range(Long.MIN_VALUE, Long.MIN_VALUE + span);
        RandomStrategy strategy = new RandomStrategy(range, random);
        long[] guesses = new long[turns];
        for (int turn = 0; turn < turns; turn++) {
            guesses[turn] = strategy.next() - Long.MIN_VALUE;
        }
        return guesses;
    }
}
