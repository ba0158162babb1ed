package dev.warmer.game;

import java.util.Locale;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** The available strategies. The string of each is the name by which it is configured. */
public enum StrategyName {
    /** Any number not yet guessed, whatever the hints, as in the lesson. */
    RANDOM,
    /** The fewest guesses that the hints allow. */
    BISECT;

    /**
     * {@return a factory of the strategy for each game}
     *
     * @param random the random source of all games, safe for use by every thread that plays them
     */
    public Function<Range, Strategy> factory(RandomGenerator random) {
        return switch (this) {
            case RANDOM -> range -> new RandomStrategy(range, random);
            case BISECT -> BisectStrategy::new;
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
