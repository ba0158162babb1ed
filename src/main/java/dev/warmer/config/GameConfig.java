package dev.warmer.config;

import dev.warmer.game.Range;
import dev.warmer.game.Secret;
import java.util.Map;

/**
 * A game that a client plays.
 *
 * @param range where the server guesses
 * @param number the secret number, in the range
 * @param guesses how often to ask before giving up, at least once
 */
public record GameConfig(Range range, long number, int guesses) {
    /** @throws InvalidConfigException if the secret is outside the range, or no guess is allowed */
    public GameConfig {
        if (!range.contains(number)) {
            throw new InvalidConfigException("secret", number, "a number in the game's range, " + range);
        }
        if (guesses < 1) {
            throw new InvalidConfigException("guesses", guesses, "an integer from 1 to " + Integer.MAX_VALUE);
        }
    }

    static GameConfig of(Map<String, Object> map) {
        Values values = new Values(map);
        return new GameConfig(Values.range(map), values.number("secret"), values.integer("guesses"));
    }

    /** {@return the client's mind for this game} */
    public Secret secret() {
        return new Secret(number);
    }
}
