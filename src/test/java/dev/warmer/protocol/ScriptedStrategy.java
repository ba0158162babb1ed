package dev.warmer.protocol;

import dev.warmer.game.Outcome;
import dev.warmer.game.Strategy;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/** Makes the given guesses and records what it learns. */
final class ScriptedStrategy implements Strategy {
    private final Iterator<Long> guesses;
    private final List<Outcome> learned;

    ScriptedStrategy(long[] guesses, List<Outcome> learned) {
        this.guesses = Arrays.stream(guesses).iterator();
        this.learned = learned;
    }

    @Override
    public long next() {
        return guesses.next();
    }

    @Override
    public void learn(Outcome outcome) {
        learned.add(outcome);
    }
}
