package dev.warmer.game;

/**
 * The guesses made so far, in few bytes: {@link Bisection} derives its guesses from the outcomes alone, so two bits a
 * guess are enough to replay it. The guesses of the {@link Endgame}, few and costly to compute, are stored as they are.
 * Not thread-safe.
 */
final class GuessHistory {
    /** A 64-bit game takes some sixty guesses; the rest is for guesses without a report. */
    private static final int MAX_BISECTION_GUESSES = 96;

    private static final int GUESSES_PER_WORD = 32;
    private static final int MAX_ENDGAME_GUESSES = 8;

    /** The base-two logarithm of the size of the filter: so large that few bits are set by chance. */
    private static final int FILTER_BITS = 8;

    /** The outcomes by their codes; null stands for none. Same has the code of Unsure. */
    private static final Outcome[] CODES = {Outcome.WARMER, Outcome.COLDER, Outcome.UNSURE, null};

    private final long end;
    private final long[] outcomes = new long[MAX_BISECTION_GUESSES / GUESSES_PER_WORD];
    private int bisectionGuesses;
    /** One bit for every guess of the bisection, by its hash: most other numbers are ruled out without a replay. */
    private final long[] filter = new long[(1 << FILTER_BITS) / Long.SIZE];

    private long[] endgameGuesses;
    private int endgameCount;

    /** @param end the highest offset of the range */
    GuessHistory(long end) {
        this.end = end;
    }

    /** {@return whether no further guess can be added} */
    boolean isFull() {
        return bisectionGuesses == MAX_BISECTION_GUESSES || endgameCount == MAX_ENDGAME_GUESSES;
    }

    /**
     * Adds a guess of the bisection.
     *
     * @param outcome null if none was reported, or if the guess had been made before
     */
    void add(long guess, Outcome outcome) {
        long code = outcome == null ? 3 : outcome == Outcome.WARMER ? 0 : outcome == Outcome.COLDER ? 1 : 2;
        outcomes[bisectionGuesses / GUESSES_PER_WORD] |= code << (2 * bisectionGuesses);
        bisectionGuesses++;
        int bit = hash(guess);
        filter[bit / Long.SIZE] |= 1L << bit;
    }

    private static int hash(long guess) {
        return (int) ((guess * 0x9E37_79B9_7F4A_7C15L) >>> (Long.SIZE - FILTER_BITS));
    }

    /** Adds a guess of the endgame. */
    void addEndgameGuess(long guess) {
        endgameGuesses = endgameGuesses == null ? new long[MAX_ENDGAME_GUESSES] : endgameGuesses;
        endgameGuesses[endgameCount++] = guess;
    }

    /** {@return false if the bisection has certainly not made this guess} */
    boolean mayContain(long guess) {
        int bit = hash(guess);
        return ((filter[bit / Long.SIZE] >>> bit) & 1) != 0;
    }

    /** {@return all guesses, in order, a repeated one twice}; replays the bisection, which takes about a microsecond. */
    long[] guesses() {
        long[] guesses = new long[bisectionGuesses + endgameCount];
        Bisection bisection = new Bisection(end);
        for (int i = 0; i < bisectionGuesses; i++) {
            int code = (int) (outcomes[i / GUESSES_PER_WORD] >>> (2 * i)) & 3;
            guesses[i] = bisection.aim();
            bisection.learn(guesses[i], CODES[code]);
        }
        if (endgameCount > 0) {
            System.arraycopy(endgameGuesses, 0, guesses, bisectionGuesses, endgameCount);
        }
        return guesses;
    }
}
