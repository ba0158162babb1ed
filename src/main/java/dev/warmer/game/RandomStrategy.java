package dev.warmer.game;

import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Guesses at random: each guess is uniform over the numbers not guessed yet, and hints are ignored.
 *
 * <p>Plays any {@link Range}, up to all 2<sup>64</sup> numbers. The state is under 300 bytes whatever the range and
 * however many guesses were made, and the last guess of a sweep costs what the first did: a number that was guessed
 * before is never drawn.
 *
 * <p>Up to 1024 numbers the order is exact: each guess is an independent draw from what is left, so all orders are
 * equally likely, as far as the generator's own draws are.
 *
 * <p>Above that, remembering the order would take too much room, and a permutation picked by random keys stands in
 * for it. Each guess, looked at alone, is still exactly uniform over the range, and games are independent of each
 * other. Guesses looked at together are uniform only to statistical tests: there are more orders of a large range
 * than there are keys, so most of them cannot come up. It is no cipher: nothing is promised against an opponent who
 * works out the keys from the guesses.
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
}
