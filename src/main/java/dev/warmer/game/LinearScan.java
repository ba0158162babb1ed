package dev.warmer.game;

import java.util.Arrays;

/**
 * Every number of a range once, in ascending order and from the end on to the start, without those guessed before: the
 * rest of a game once its hints are of no more use. Numbers are {@link Offsets}. Not thread-safe.
 */
final class LinearScan {
    private final long end;
    private final long[] taken;
    private long next;

    /**
     * @param from where to start
     * @param end the highest offset of the range
     * @param guesses the guesses made before, in any order
     */
    LinearScan(long from, long end, long[] guesses) {
        this.next = from;
        this.end = end;
        this.taken = guesses.clone();
        Arrays.sort(taken);
    }

    /** {@return the next number}; called at most as often as there are numbers left. */
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
