package dev.warmer.game;

import java.util.List;

/**
 * The guesses made so far, in few bytes: {@link Bisection} aims by what it heard alone, so two bits an aim are enough
 * to retell it. The guesses of the {@link Endgame}, dear to find again and few, are kept as they are. Not thread-safe.
 */
final class Past {
    /** A 64-bit game aims some sixty times; the rest is for misses. */
    private static final int MOST_AIMS = 96;

    private static final int AIMS_IN_A_WORD = 32;
    private static final int MOST_LATE_GUESSES = 8;

    /** What stands for a miss. No game goes on after this outcome. */
    private static final Outcome NONE = Outcome.CORRECT;

    private static final List<Outcome> CODES = List.of(Outcome.WARMER, Outcome.COLDER, Outcome.UNSURE, NONE);

    private final long end;
    private final long[] words = new long[MOST_AIMS / AIMS_IN_A_WORD];
    private int aims;
    /** One bit for every aim, picked by its hash: most numbers can be told from the aims without retelling them. */
    private long marks;

    private long[] late;
    private int lateCount;

    Past(long end) {
        this.end = end;
    }

    /** {@return whether nothing more can be kept} */
    boolean full() {
        return aims == MOST_AIMS || lateCount == MOST_LATE_GUESSES;
    }

    /** This aim was reported with this outcome. */
    void keep(long aim, Outcome outcome) {
        words[aims / AIMS_IN_A_WORD] |= (long) CODES.indexOf(outcome) << (2 * aims);
        aims++;
        marks |= mark(aim);
    }

    /** This aim was a miss. */
    void keepMiss(long aim) {
        keep(aim, NONE);
    }

    private static long mark(long aim) {
        return 1L << ((aim * 0x9E37_79B9_7F4A_7C15L) >>> 58);
    }

    /** The endgame made this guess. */
    void keepLate(long guess) {
        late = late == null ? new long[MOST_LATE_GUESSES] : late;
        late[lateCount++] = guess;
    }

    /** {@return all guesses, in order; one that was a miss because it was made before comes twice} */
    long[] guesses() {
        long[] guesses = new long[aims + lateCount];
        Bisection bisection = new Bisection(end);
        for (int i = 0; i < aims; i++) {
            guesses[i] = bisection.aim();
            retell(i, guesses[i], bisection);
        }
        if (lateCount > 0) {
            System.arraycopy(late, 0, guesses, aims, lateCount);
        }
        return guesses;
    }

    /** {@return whether one of the aims was {@code guess}} */
    boolean aimedAt(long guess) {
        return (marks & mark(guess)) != 0 && retoldAimedAt(guess);
    }

    private boolean retoldAimedAt(long guess) {
        Bisection bisection = new Bisection(end);
        for (int i = 0; i < aims; i++) {
            long aim = bisection.aim();
            if (aim == guess) {
                return true;
            }
            retell(i, aim, bisection);
        }
        return false;
    }

    private void retell(int index, long aim, Bisection bisection) {
        int code = (int) (words[index / AIMS_IN_A_WORD] >>> (2 * index)) & 3;
        Outcome outcome = CODES.get(code);
        if (outcome == NONE) {
            bisection.miss();
        } else {
            bisection.hear(aim, outcome);
        }
    }
}
