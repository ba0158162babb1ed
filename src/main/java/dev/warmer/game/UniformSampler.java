package dev.warmer.game;

import java.util.Arrays;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Draws the numbers from 0 to a small count less one, without replacement, all orders equally likely.
 *
 * <p>What is left is kept as a set of bits, an eighth of the room that a shuffled array of bytes would take. A draw
 * picks a rank among the numbers left and finds the number of that rank by counting bits, so it never meets one that
 * is gone.
 */
final class UniformSampler implements LongSupplier {
    /** The largest count: 128 bytes of bits, and at most 16 words to count through for a draw. */
    static final int MAX_COUNT = 1024;

    private final RandomGenerator random;
    private final long[] left;
    private int size;

    /** @param count how many numbers there are, from 1 to {@link #MAX_COUNT} */
    UniformSampler(int count, RandomGenerator random) {
        this.random = random;
        left = new long[(count + Long.SIZE - 1) / Long.SIZE];
        Arrays.fill(left, -1L); // the bits beyond the count stay: their ranks are too high to be drawn
        size = count;
    }

    /** {@return a number not drawn before}; called at most as often as there are numbers. */
    @Override
    public long getAsLong() {
        return remove(random.nextInt(size--));
    }

    private int remove(int rank) {
        int word = 0;
        int rankInWord = rank;
        for (int bits = Long.bitCount(left[0]); bits <= rankInWord; bits = Long.bitCount(left[word])) {
            rankInWord -= bits;
            word++;
        }
        long bit = select(left[word], rankInWord);
        left[word] ^= bit;
        return word * Long.SIZE + Long.numberOfTrailingZeros(bit);
    }

    /** {@return the one bit in {@code word} that has {@code rank} one bits below it} */
    private static long select(long word, int rank) {
        long rest = word;
        for (int below = 0; below < rank; below++) {
            rest &= rest - 1;
        }
        return Long.lowestOneBit(rest);
    }
}
