package dev.warmer.game;

import static dev.warmer.game.Offsets.larger;
import static dev.warmer.game.Offsets.less;
import static dev.warmer.game.Offsets.smaller;

/**
 * The method of {@link BisectStrategy} while the candidates are many: the interval that holds the secret, and the guess
 * that narrows it best. Numbers are {@link Offsets}, 0 to {@code end}.
 *
 * <p>A guess without a report, or one made before, is a miss: the next guess is a neighbour of it. The bound depends on
 * exact places, so after misses the guesses may narrow the interval a little less.
 *
 * <p>Not thread-safe.
 */
final class Bisection {
    /** The next guess: at the low end, the one that cuts off the rest, the first halving, a further one. */
    private enum Step {
        OPEN,
        CUT,
        SPLIT,
        HALVE
    }

    /** Up to 35 numbers the endgame is the whole game: mirroring keeps the bound there, but takes more than the fewest. */
    private static final long SMALL_GAME = 35;

    /** A block that cannot be halved exactly any more holds six numbers at most. */
    private static final long MAX_ENDGAME_WIDTH = 7;

    private final long end;
    private Step step = Step.OPEN;
    private long low;
    private long high;
    private long last;
    private long size;
    private int misses;
    private boolean hasFeedback;
    private boolean inconsistent;

    Bisection(long end) {
        this.end = end;
        this.high = end;
    }

    long low() {
        return low;
    }

    long high() {
        return high;
    }

    /** {@return the guess reported last, if {@link #hasFeedback()}} */
    long last() {
        return last;
    }

    /** {@return whether there was any report} */
    boolean hasFeedback() {
        return hasFeedback;
    }

    /** {@return whether the reports leave no candidate: then one of them was wrong} */
    boolean isInconsistent() {
        return inconsistent;
    }

    /** {@return whether so few candidates are left that {@link Endgame} takes over, for good} */
    boolean isEndgame() {
        boolean halving = step == Step.SPLIT || step == Step.HALVE;
        return less(end, SMALL_GAME) || (halving && less(high - low, MAX_ENDGAME_WIDTH));
    }

    /** {@return the guess to make} */
    long aim() {
        return misses == 0 ? ideal() : Offsets.movedWithin(ideal(), Offsets.zigzag(misses), end);
    }

    private long ideal() {
        return switch (step) {
            case OPEN -> low;
            case CUT -> high + 1 - twoThirds(size);
            // The block ends with the candidates, and from then on starts with them.
            case SPLIT -> image(high - (size >>> 1) + 1);
            case HALVE -> image(low + smaller((size >>> 1) - 1, end - low));
        };
    }

    /** {@return two thirds of {@code size}, rounded} */
    private static long twoThirds(long size) {
        return size - Long.divideUnsigned(size + 1, 3);
    }

    private long image(long mirror) {
        // Without misses it always fits; after some, the middle of the interval leaves room on both sides again.
        boolean fits = Offsets.imageFits(last, mirror, 0, end);
        return fits ? Offsets.image(last, mirror, 0) : low + ((high - low) >>> 1);
    }

    /**
     * Learns how {@code guess} compares with the guess reported before it.
     *
     * @param outcome null if that is not known: a miss
     */
    void learn(long guess, Outcome outcome) {
        if (outcome == null) {
            misses++;
            return;
        }
        boolean above = hasFeedback && narrow(guess, outcome);
        advance(guess, above);
        last = guess;
        hasFeedback = true;
        misses = 0;
    }

    private boolean narrow(long guess, Outcome outcome) {
        long gap = larger(guess, last) - smaller(guess, last);
        long odd = gap & 1;
        long middle = smaller(guess, last) + (gap >>> 1);
        if (outcome == Outcome.UNSURE || outcome == Outcome.SAME) {
            keep(middle + odd, middle);
            return true;
        }
        boolean above = (outcome == Outcome.WARMER) == less(last, guess);
        if (above) {
            keep(middle + 1, high);
        } else {
            keep(low, middle - 1 + odd);
        }
        return above;
    }

    private void keep(long from, long to) {
        long newLow = larger(low, from);
        long newHigh = smaller(high, to);
        inconsistent |= less(newHigh, newLow);
        if (!inconsistent) {
            low = newLow;
            high = newHigh;
        }
    }

    private void advance(long guess, boolean above) {
        switch (step) {
            case OPEN -> {
                long span = high - low;
                size = Offsets.block(span - (span >>> 2) + 1);
                dropLowest(guess);
                step = Step.CUT;
            }
            case CUT -> step = above ? Step.SPLIT : Step.OPEN;
            default -> {
                // The second term counts only if misses put a border where it should not be.
                size = larger(size >>> 1, Offsets.block(high - low + 2));
                step = Step.HALVE;
            }
        }
    }

    private void dropLowest(long guess) {
        if (guess == low) {
            inconsistent |= low == high;
            low = inconsistent ? low : low + 1;
        }
    }
}
