package dev.warmer.game;

import static dev.warmer.game.Offsets.larger;
import static dev.warmer.game.Offsets.less;
import static dev.warmer.game.Offsets.smaller;

/**
 * The method of {@link BisectStrategy} while the candidates are many: the interval that holds the secret, and the guess
 * that narrows it best. Numbers are {@link Offsets}, 0 to {@code end}.
 *
 * <p>A guess that got no answer, or was made before, is a miss: the next one is tried beside it. Misses spoil the exact
 * places that the bound rests on, so the following guesses may narrow the interval a little less.
 *
 * <p>The aim depends on what was heard and missed and on nothing else, so that {@link Past} can retell it. Not
 * thread-safe.
 */
final class Bisection {
    /** What comes next: the guess at the low end, the one that cuts off the rest, the first halving, a further one. */
    private enum Step {
        OPEN,
        CUT,
        SPLIT,
        HALVE
    }

    /** Up to 35 numbers the endgame is the whole game: mirroring keeps to the bound there, but the least is less. */
    private static final long SMALL_GAME = 35;

    /** A block that cannot be halved exactly any more holds six numbers at most. */
    private static final long ENDGAME = 7;

    private final long end;
    private Step step = Step.OPEN;
    private long low;
    private long high;
    private long last;
    private long size;
    private int misses;
    private boolean heard;
    private boolean lost;

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

    /** {@return the guess last heard of, if {@link #heard()}} */
    long last() {
        return last;
    }

    boolean heard() {
        return heard;
    }

    /** {@return whether what was heard leaves no candidate: then somebody was wrong} */
    boolean lost() {
        return lost;
    }

    /** {@return whether so few candidates are left that {@link Endgame} takes over, for good} */
    boolean close() {
        boolean halving = step == Step.SPLIT || step == Step.HALVE;
        return less(end, SMALL_GAME) || (halving && less(high - low, ENDGAME));
    }

    /** {@return the guess to make} */
    long aim() {
        return misses == 0 ? ideal() : Offsets.moved(ideal(), Offsets.zigzag(misses), end);
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
        // It always fits, unless misses led astray: from the middle of the interval there is room on both sides again.
        boolean fits = Offsets.imageFits(last, mirror, 0, end);
        return fits ? Offsets.image(last, mirror, 0) : low + ((high - low) >>> 1);
    }

    /** The aim was guessed, now or before, and nobody said how it compares. */
    void miss() {
        misses++;
    }

    /** Hears how {@code guess} compares with the guess last heard of. */
    void hear(long guess, Outcome outcome) {
        boolean above = heard && narrow(guess, outcome);
        advance(guess, above);
        last = guess;
        heard = true;
        misses = 0;
    }

    private boolean narrow(long guess, Outcome outcome) {
        long gap = larger(guess, last) - smaller(guess, last);
        long odd = gap & 1;
        long middle = smaller(guess, last) + (gap >>> 1);
        if (outcome.isSameDistance()) {
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
        lost |= less(newHigh, newLow);
        if (!lost) {
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
            lost |= low == high;
            low = lost ? low : low + 1;
        }
    }
}
