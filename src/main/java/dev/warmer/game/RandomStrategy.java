package dev.warmer.game;

import java.util.Arrays;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Guesses at random: each guess is uniform over the numbers not guessed yet, and hints are ignored.
 *
 * <p>Plays any {@link Range}, up to all 2<sup>64</sup> numbers. The state is under 300 bytes whatever the range and
 * however many guesses were made, and the last guess of a sweep costs as much as the first: a number that was guessed
 * before is never drawn.
 *
 * <p>Up to 1024 numbers the order is exact: each guess is an independent draw from what is left, so all orders are
 * equally likely, as far as the generator's own draws are.
 *
 * <p>Above that, remembering the order would take too much room, and a permutation picked by random keys stands in
 * for it. Each guess, looked at alone, is still exactly uniform over the range, and games are independent of each
 * other. Guesses looked at together are uniform only to statistical tests: there are more orders of a large range
 * than there are keys, so most of them cannot come up. It is no cipher: nothing is promised against an opponent who
 * computes the keys from the guesses.
 *
 * <p>For one thread at a time. Up to 1024 numbers, the generator is used at every guess, above only by the
 * constructor; it must be fit for use by the threads that do so.
 */
public final class RandomStrategy implements Strategy {
    private final long lower;
    private final LongSupplier offsets;

    /**
     * Prepares a game.
     *
     * @param range the numbers to guess from
     * @param random the source of all chance: generators in the same state give the same game
     */
    public RandomStrategy(Range range, RandomGenerator random) {
        lower = range.lower();
        offsets = offsets(range.span(), random);
    }

    private static LongSupplier offsets(long span, RandomGenerator random) {
        boolean small = Long.compareUnsigned(span, UniformSampler.MAX_COUNT) < 0;
        return small ? new UniformSampler((int) span + 1, random) : new FeistelPermutation(span, random);
    }

    @Override
    public long next() {
        return lower + offsets.getAsLong();
    }

    @Override
    public void learn(Outcome outcome) {
        // Random guesses do not depend on the hints.
    }

    /**
     * Draws the numbers from 0 to a small count less one, without replacement, all orders equally likely.
     *
     * <p>The numbers left are a set of bits, an eighth of the size of a shuffled array of bytes. A draw picks a rank
     * among the numbers left and finds the number of that rank by counting bits, so no draw has to be repeated.
     */
    private static final class UniformSampler implements LongSupplier {
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

    /**
     * Runs through the numbers from 0 to an unsigned span in a scrambled order, without remembering which have been.
     *
     * <p>A counter, started at random, goes through a permutation of the numbers. The random start alone makes each single
     * number exactly uniform; the permutation makes several of them look independent. It is a Feistel network (Luby and
     * Rackoff 1988) over the fewest bits that hold the span, with a key of 64 random bits for each round. The round function
     * is the core of SplitMix64's finalizer (Steele, Lea and Flood 2014; Stafford's variant 13): two multiplications, of
     * which the highest bits count, so that the shifts before and after are not needed. Results beyond the span are fed
     * back in until one is within: cycle walking (Black and Rogaway 2002), two tries on average at worst.
     *
     * <p>The numbers of rounds come from measuring pairs of results whose inputs agree in one half, over 30 to 40 million
     * sets of keys. At 11 bits, the fewest in use, five rounds give one difference three times too often, six give 32
     * differences 8 % too often, seven give one 5 % too often, and eight show no bias. It fades as the halves grow: at 16
     * bits, six rounds show none.
     */
    static final class FeistelPermutation implements LongSupplier {
        private static final int NARROW_ROUNDS = 8;
        private static final int WIDE_ROUNDS = 6;
        private static final int WIDE = 16;

        private final long span;
        /** The bits of either half. */
        private final long low;

        private final long high;
        /** Bring the highest bits of a mix into either half. */
        private final int lowShift;

        private final int highShift;
        private final long[] keys;
        private long counter;
        /** The next number: computed one call ahead, so that the processor can do it while the previous one is printed. */
        private long upcoming;

        /** @param span the largest number, unsigned, not 0 */
        FeistelPermutation(long span, RandomGenerator random) {
            this.span = span;
            int width = Long.bitCount(domain());
            low = (1L << (width / 2)) - 1;
            high = domain() ^ low;
            lowShift = Long.SIZE - width / 2;
            highShift = Long.SIZE - width;
            keys = new long[width < WIDE ? NARROW_ROUNDS : WIDE_ROUNDS];
            Arrays.setAll(keys, round -> random.nextLong());
            counter = start(random);
            upcoming = advance();
        }

        private long start(RandomGenerator random) {
            long start;
            do {
                start = random.nextLong() & domain();
            } while (isBeyond(start));
            return start;
        }

        /** {@return a number not returned before}; called at most as often as there are numbers. */
        @Override
        public long getAsLong() {
            long number = upcoming;
            upcoming = advance();
            return number;
        }

        private long advance() {
            long number = counter;
            counter = counter == span ? 0 : counter + 1;
            do {
                number = permute(number);
            } while (isBeyond(number));
            return number;
        }

        private long permute(long number) {
            long mixed = number;
            for (int round = 0; round < keys.length; round += 2) {
                mixed ^= (mix((mixed & low) + keys[round]) >>> highShift) & high;
                mixed ^= mix((mixed & high) + keys[round + 1]) >>> lowShift;
            }
            return mixed;
        }

        /** {@return bits of which the highest are mixed best} */
        private static long mix(long bits) {
            long mixed = bits * 0xbf58476d1ce4e5b9L;
            return (mixed ^ mixed >>> 32) * 0x94d049bb133111ebL;
        }

        private boolean isBeyond(long number) {
            return Long.compareUnsigned(number, span) > 0;
        }

        /** {@return the largest number the network can give: as many one bits as the span has} */
        private long domain() {
            return -1L >>> Long.numberOfLeadingZeros(span);
        }
    }
}
