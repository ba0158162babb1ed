package dev.warmer.game;

import java.util.Arrays;

/**
 * The best guess when few candidates are left, by search: fewer guesses than halving needs, because a guess that is
 * itself a candidate may hit, and never one that was made before.
 *
 * <p>The search asks whether the candidates can be settled in one guess, in two, and so on, and tries the guesses in
 * the order of how evenly they split. Two bounds prune it. No more guesses than candidates are ever needed. And k
 * guesses settle at most 3 * 2<sup>k-1</sup> - 2 candidates: one is hit, one may lie in the middle between the guesses,
 * and k - 1 guesses settle the rest on either side.
 *
 * <p>The search ends after {@link #MAX_STEPS} steps, a few microseconds, with a middle candidate for an answer. It ends
 * before that if every hint was given and none was wrong. The limit is there since the hints, and so the cost, are
 * chosen by the client.
 *
 * <p>A set of candidates is a {@code long}, one bit for each, the lowest candidate first; numbers are {@link Offsets}.
 * Not thread-safe; an instance computes one guess.
 */
final class Endgame {
    /** The most steps of a search: one for each split tried and for every eight earlier guesses compared with. */
    static final int MAX_STEPS = 400;

    private final long end;
    private final long low;
    private final int width;
    private final long[] taken;
    private final long candidates;
    private int count;
    private int steps;
    private long last;
    private long choice;

    /**
     * @param end the highest offset of the range
     * @param low the lowest candidate
     * @param high the highest candidate, fewer than 60 above
     * @param history starts with the guesses made so far
     * @param count how many these are
     */
    Endgame(long end, long low, long high, long[] history, int count) {
        this.end = end;
        this.low = low;
        this.width = (int) (high - low) + 1;
        this.count = count;
        this.taken = Arrays.copyOf(history, count + width);
        long rest = (1L << width) - 1;
        for (int i = 0; i < count; i++) {
            rest = without(rest, taken[i]);
        }
        this.candidates = rest;
    }

    private long without(long set, long guess) {
        return Offsets.less(guess - low, width) ? set & ~(1L << (guess - low)) : set;
    }

    /** {@return whether every candidate was guessed before: then a report was wrong} */
    boolean isExhausted() {
        return candidates == 0;
    }

    /** {@return how many steps the search took} */
    int steps() {
        return steps;
    }

    /**
     * {@return the guess to make as long as none was reported}
     *
     * <p>The middle, but a quarter up to ten numbers: the second guess is then its image and still a candidate.
     */
    long first() {
        int ideal = width <= 10 ? width / 4 : (width - 1) / 2;
        int place = ideal;
        for (int i = 1; ((candidates >>> place) & 1) == 0; i++) {
            place = Math.floorMod(ideal + Offsets.zigzag(i), width);
        }
        return low + place;
    }

    /** {@return the guess to make when {@code reported} was the last one reported} */
    long next(long reported) {
        last = reported;
        for (int guesses = 1; steps < MAX_STEPS; guesses++) {
            if (settles(candidates, guesses)) {
                return choice;
            }
        }
        return first();
    }

    private boolean settles(long set, int guesses) {
        int size = Long.bitCount(set);
        if (size <= guesses) {
            choice = low + Long.numberOfTrailingZeros(set);
            return true;
        }
        return size <= capacity(guesses) && anySplitSettles(set, guesses);
    }

    private static long capacity(int guesses) {
        return guesses == 0 ? 0 : (3L << (guesses - 1)) - 2;
    }

    /** A split is given by the sum of the two guesses, counted from the lowest candidate: twice the middle. */
    private boolean anySplitSettles(long set, int guesses) {
        int lowest = Long.numberOfTrailingZeros(set);
        int highest = Long.SIZE - 1 - Long.numberOfLeadingZeros(set);
        for (int i = 0; i <= 2 * (highest - lowest) && steps < MAX_STEPS; i++) {
            if (splitSettles(set, lowest + highest + Offsets.zigzag(i), guesses)) {
                return true;
            }
        }
        return false;
    }

    private boolean splitSettles(long set, int sum, int guesses) {
        steps++;
        long middle = low + (sum >> 1);
        int half = sum & 1;
        if (!Offsets.imageFits(last, middle, half, end)) {
            return false;
        }
        long guess = Offsets.image(last, middle, half);
        long rest = without(set, guess);
        long below = rest & ((1L << ((sum + 1) >> 1)) - 1);
        long above = rest & (-1L << ((sum >> 1) + 1));
        return Math.max(Long.bitCount(below), Long.bitCount(above)) <= capacity(guesses - 1)
                && !isTaken(guess)
                && bothSettle(guess, below, above, guesses - 1);
    }

    private boolean isTaken(long guess) {
        steps += count / 8;
        return Offsets.contains(taken, count, guess);
    }

    private boolean bothSettle(long guess, long below, long above, int guesses) {
        long before = last;
        taken[count++] = guess;
        last = guess;
        boolean settled = settles(below, guesses) && settles(above, guesses);
        last = before;
        count--;
        choice = settled ? guess : choice;
        return settled;
    }
}
