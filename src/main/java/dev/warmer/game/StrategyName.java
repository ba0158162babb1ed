package dev.warmer.game;

import java.util.function.Function;
import java.util.random.RandomGenerator;

/** The available strategies and the names by which they are configured. */
public enum StrategyName {
    /** Any number not yet guessed, whatever the hints, as in the lesson. */
    RANDOM("random") {
        @Override
        Strategy create(Range range, RandomGenerator random) {
            return new RandomStrategy(range, random);
        }
    },
    /** The fewest guesses that the hints allow. */
    BISECT("bisect") {
        @Override
        Strategy create(Range range, RandomGenerator random) {
            return new BisectStrategy(range);
        }
    };

    private final String text;

    StrategyName(String text) {
        this.text = text;
    }

    abstract Strategy create(Range range, RandomGenerator random);

    /**
     * {@return a factory of the strategy for each game}
     *
     * @param random the random source of all games, safe for use by every thread that plays them
     */
    public Function<Range, Strategy> factory(RandomGenerator random) {
        return range -> create(range, random);
    }

    @Override
    public String toString() {
        return text;
    }
}
