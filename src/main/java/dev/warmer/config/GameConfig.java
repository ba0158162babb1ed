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
        return new GameConfig(range(json), json.getLong("secret"), json.getInteger("guesses"));
    }

    /** {@return the range from {@code lower} to {@code upper}} */
    static Range range(JsonObject json) {
        long lower = json.getLong("lower");
        long upper = json.getLong("upper");
        if (lower > upper) {
            throw new InvalidConfigException("lower", lower, "an integer not above the game's upper, " + upper);
        }
        return new Range(lower, upper);
    }

    /** {@return the client-side state of a new game} */
    public Secret secret() {
        return new Secret(number);
    }
}
