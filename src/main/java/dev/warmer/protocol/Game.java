package dev.warmer.protocol;

import dev.warmer.game.Guess;
import dev.warmer.game.Outcome;
import dev.warmer.game.Range;
import dev.warmer.game.Strategy;

/** One game of a {@link Session}: the last guess, and the outcome reported for it. */
final class Game {
    private final Range range;
    private final Strategy strategy;
    private final SessionListener listener;
    /** The number of guesses made, as an unsigned integer. */
    private long guesses;

    private long last;
    /** The outcome of the last guess; null until it is reported. */
    private Outcome outcome;

    Game(Range range, Strategy strategy, SessionListener listener) {
        this.range = range;
        this.strategy = strategy;
        this.listener = listener;
    }

    /** {@return a new guess, or the secret again once it was found} */
    long next() {
        if (outcome == Outcome.CORRECT) {
            return last;
        }
        if (guesses != 0 && guesses - 1 == range.span()) {
            throw new ProtocolException(
                    ErrorCode.RANGE_EXHAUSTED, "every number from " + range + " was guessed and none was Correct");
        }
        if (outcome != null) {
            strategy.learn(outcome);
        }
        last = strategy.next();
        outcome = null;
        guesses++;
        return last;
    }

    /** The last report of a guess counts, so the strategy learns it only when the next guess is requested. */
    void report(Outcome reported) {
        if (guesses == 0) {
            throw new ProtocolException(ErrorCode.NO_GUESS, "no guess yet: request one with NUMBER");
        }
        if (outcome == Outcome.CORRECT) {
            return;
        }
        outcome = reported;
        listener.reported(new Guess(last, reported));
        if (reported == Outcome.CORRECT) {
            listener.won(guesses);
        }
    }

    boolean isWon() {
        return outcome == Outcome.CORRECT;
    }

    /** Ends the game; one that is not won is abandoned. */
    void end() {
        if (!isWon()) {
            listener.abandoned(guesses);
        }
    }
}
