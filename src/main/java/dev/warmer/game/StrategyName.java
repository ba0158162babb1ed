package dev.warmer.game;

import java.util.function.Function;
import java.util.random.RandomGenerator;

/** The strategies there are, by the names they are configured with. */
public enum StrategyName {
    /** Any number not yet guessed, whatever the hints: the game as it was in the lesson. */
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

    private final String word;

    StrategyName(String word) {
        this.word = word;
    }

    abstract Strategy create(Range range, RandomGenerator random);

    /**
     * {@return what makes the strategy for each game}
     *
     * @param random the source of chance of all the games, fit for use by every thread that plays them
     */
    public Function<Range, Strategy> factory(RandomGenerator random) {
        return range -> create(range, random);
    }

    @Override
    public String toString() {
        return word;
    }
}
