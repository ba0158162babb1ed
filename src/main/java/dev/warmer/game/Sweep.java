package dev.warmer.game;

import java.util.Arrays;

/**
 * Every number of a range once, in order and around the end, but those guessed before: what is left to do when the
 * hints have no more to tell. Numbers are {@link Offsets}. Not thread-safe.
 */
final class Sweep {
    private final long end;
    private final long[] taken;
    private long next;

    /**
     * @param from where to start
     * @param end the highest offset of the range
     * @param guesses the guesses made before, in any order
     */
    Sweep(long from, long end, long[] guesses) {
        this.next = from;
        this.end = end;
        this.taken = guesses.clone();
        Arrays.sort(taken);
    }

    /** {@return the next number; there has to be one} */
    long next() {
        while (Arrays.binarySearch(taken, next) >= 0) {
            advance();
        }
        long number = next;
        advance();
        return number;
    }

    private void advance() {
        next = next == end ? 0 : next + 1;
    }
}
