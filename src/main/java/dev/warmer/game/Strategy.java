package dev.warmer.game;

/**
 * The server's mind for one game: which number to guess next, and what to make of the hints.
 *
 * <p>One instance plays one game and is used by one thread at a time. Hints are optional and may be wrong: whatever
 * it is told, a strategy stays in its range, never repeats a number and reaches every number in the end.
 */
public interface Strategy {
    /**
     * Makes the next guess.
     *
     * @return a number in the range that this strategy has not returned before; the caller asks at most as often as
     *     the range has numbers
     */
    long next();

    /**
     * Hears what the latest guess was, compared with the guess heard of before it (not with one that went without a
     * word). Called at most once after each {@link #next()}, never before the first.
     *
     * @param outcome never {@link Outcome#CORRECT}: after that nobody asks for another guess
     */
    void learn(Outcome outcome);
}
