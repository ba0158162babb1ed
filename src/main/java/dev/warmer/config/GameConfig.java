package dev.warmer.config;

import dev.warmer.game.Range;
import dev.warmer.game.Secret;
import io.vertx.core.json.JsonObject;

/**
 * A game that a client plays.
 *
 * @param range the range that the server guesses in
 * @param number the secret number, in the range
 * @param guesses the maximum number of guesses, at least 1
 */
public record GameConfig(Range range, long number, int guesses) {
    /** @throws InvalidConfigException if the secret is outside the range */
    public GameConfig {
        if (!range.contains(number)) {
            throw new InvalidConfigException("secret", number, "a number in the game's range, " + range);
        }
    }

    static GameConfig of(JsonObject json) {
        return new GameConfig(Values.range(json), json.getLong("secret"), json.getInteger("guesses"));
    }

    /** {@return the client-side state of a new game} */
    public Secret secret() {
        return new Secret(number);
    }
}
