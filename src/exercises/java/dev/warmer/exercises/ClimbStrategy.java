package dev.warmer.exercises;

import dev.warmer.game.Outcome;
import dev.warmer.game.Range;
import dev.warmer.game.Strategy;

/** Exercise 1 begins here: guesses the numbers of the range from the lowest to the highest, whatever the hints are. */
public final class ClimbStrategy implements Strategy {
    private long next;

    /** @param range the numbers to guess from */
    public ClimbStrategy(Range range) {
        next = range.lower();
    }

    @Override
    public long next() {
        return next++;
    }

    @Override
    public void learn(Outcome outcome) {
        // The next guess does not depend on it.
    }
}
