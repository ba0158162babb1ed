package dev.warmer.game;

/**
 * The guesses made so far, in few bytes: {@link Bisection} aims by what it heard alone, so two bits an aim are enough
 * to retell it. The guesses of the {@link Endgame}, dear to find again and few, are kept as they are. Not thread-safe.
 */
final class Past {
    /** A 64-bit game aims some sixty times; the rest is for misses. */
    private static final int MOST_AIMS = 96;

    private static final int AIMS_IN_A_WORD = 32;
    private static final int MOST_LATE_GUESSES = 8;

    /** The base-two logarithm of how many marks there are: so many that few are set by chance. */
    private static final int MARK_BITS = 8;

    /** What stands for a miss. No game goes on after this outcome. */
    private static final Outcome NONE = Outcome.CORRECT;

    private static final Outcome[] CODES = {Outcome.WARMER, Outcome.COLDER, Outcome.UNSURE, NONE};

    private final long end;
    private final long[] words = new long[MOST_AIMS / AIMS_IN_A_WORD];
    private int aims;
    /** One bit for every aim, picked by its hash: most numbers can be told from the aims without retelling them. */
    private final long[] marks = new long[(1 << MARK_BITS) / Long.SIZE];

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
        words[aims / AIMS_IN_A_WORD] |= code(outcome) << (2 * aims);
        aims++;
        int mark = mark(aim);
        marks[mark / Long.SIZE] |= 1L << mark;
    }

    private static long code(Outcome outcome) {
        return switch (outcome) {
            case WARMER -> 0;
            case COLDER -> 1;
            case UNSURE, SAME -> 2;
            case CORRECT -> 3;
        };
    }

    /** This aim was a miss. */
    void keepMiss(long aim) {
        keep(aim, NONE);
    }

    private static int mark(long aim) {
        return (int) ((aim * 0x9E37_79B9_7F4A_7C15L) >>> (Long.SIZE - MARK_BITS));
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
        int mark = mark(guess);
        return ((marks[mark / Long.SIZE] >>> mark) & 1) != 0 && retoldAimedAt(guess);
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
        Outcome outcome = CODES[code];
        if (outcome == NONE) {
            bisection.miss();
        } else {
            bisection.hear(aim, outcome);
        }
    }
}
