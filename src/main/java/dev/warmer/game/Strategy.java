package dev.warmer.game;

/**
 * Chooses the guesses of one game.
 *
 * <p>One instance plays one game and is used by one thread at a time. Hints are optional and may be wrong: whatever is
 * reported, a strategy stays in its range, never repeats a number and reaches every number in the end.
 */
public interface Strategy {
    /**
     * Makes the next guess.
     *
     * @return a number in the range that this strategy has not returned before; called at most as often as the range
     *     has numbers
     */
    long next();

    /**
     * Learns the outcome of the latest guess, compared with the guess reported before it (which need not be the guess
     * made before it). Called at most once after each {@link #next()}, never before the first.
     *
     * @param outcome never {@link Outcome#CORRECT}: no guess follows it
     */
    void learn(Outcome outcome);
}
