package dev.warmer.protocol;

import dev.warmer.game.Guess;
import dev.warmer.game.Outcome;
import dev.warmer.game.Range;
import dev.warmer.game.Strategy;

/** One game of a {@link Session}, from PARAMS to the next: which guess was last, and what became of it. */
final class Game {
    private final Range range;
    private final Strategy strategy;
    private final SessionListener listener;
    /** How many guesses were made, as an unsigned integer. */
    private long guesses;

    private long last;
    /** What was reported of the last guess; null as long as nothing was. */
    private Outcome outcome;

    Game(Range range, Strategy strategy, SessionListener listener) {
        this.range = range;
        this.strategy = strategy;
        this.listener = listener;
    }

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

    /** The last word on a guess stands, so the strategy hears it only when the next one is asked for. */
    void report(Outcome reported) {
        if (guesses == 0) {
            throw new ProtocolException(ErrorCode.NO_GUESS, "no guess to report on: ask for one with NUMBER");
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

    /** The client wants no more of this game. */
    void end() {
        if (!isWon()) {
            listener.abandoned(guesses);
        }
    }
}
