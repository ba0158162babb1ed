package dev.warmer.game;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.game.RandomStrategy.FeistelPermutation;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD) // one that is wrong may walk in circles for ever
class FeistelPermutationTest {
    private final RandomGenerator random = new SplittableRandom(1);

    @Test
    void beginsWithEveryNumberFromJustOneStartForTheSameKeys() {
        long[] firsts = LongStream.rangeClosed(0, 1499)
                .map(start -> new FeistelPermutation(1499, keysThen(start)).getAsLong())
                .sorted()
                .toArray();
        assertThat(firsts).isEqualTo(LongStream.rangeClosed(0, 1499).toArray());
    }

    @Test
    void drawsTheStartAgainWhenItIsBeyondTheSpan() {
        FeistelPermutation again = new FeistelPermutation(1499, keysThen(1500, 2047, 9));
        assertThat(again.getAsLong()).isEqualTo(new FeistelPermutation(1499, keysThen(9)).getAsLong());
    }

    private static RandomGenerator keysThen(long... starts) {
        LongStream keys = new SplittableRandom(1).longs(8);
        return LongStream.concat(keys, LongStream.of(starts)).iterator()::nextLong;
    }

    /** Inputs 32 apart agree in the low half of 11 bits, which is where too few rounds show first. */
    @Test
    void hidesHowFarApartTheInputsAre() {
        ChiSquare differences = new ChiSquare(2047);
        for (int game = 0; game < 200_000; game++) {
            FeistelPermutation permutation = new FeistelPermutation(2047, random);
            long first = permutation.getAsLong();
            skip(permutation, 31);
            differences.add((int) (first ^ permutation.getAsLong()) - 1);
        }
        differences.assertUniform();
    }

    private static void skip(FeistelPermutation permutation, int count) {
        for (int skipped = 0; skipped < count; skipped++) {
            permutation.getAsLong();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {65_535, 999_999, 0xFFFF_FFFFL, Long.MAX_VALUE, -2, -1})
    void leavesNoPatternInOneSweep(long span) {
        FeistelPermutation permutation = new FeistelPermutation(span, random);
        Buckets buckets = Buckets.over(span);
        ChiSquare highBits = new ChiSquare(256);
        ChiSquare lowBits = new ChiSquare(256);
        for (int pair = 0; pair < 30_000; pair++) {
            long first = permutation.getAsLong();
            long second = permutation.getAsLong();
            highBits.add(buckets.of(first) * 16 + buckets.of(second));
            lowBits.add((int) (first & 15) * 16 + (int) (second & 15));
        }
        highBits.assertShares(cell -> buckets.share(cell / 16, cell % 16));
        lowBits.assertUniform();
    }
}
