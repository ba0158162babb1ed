package dev.warmer.config;

import dev.warmer.game.Range;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** Conversions of the values of JSON that was validated against its schema. */
final class Values {
    private Values() {}

    static Optional<String> text(JsonObject json, String key) {
        return Optional.ofNullable(json.getString(key));
    }

    static Duration milliseconds(JsonObject json, String key) {
        return Duration.ofMillis(json.getLong(key));
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

    /** {@return the object at {@code key}, if there is one} The paths of its problems begin with {@code key}. */
    static <T> Optional<T> object(JsonObject json, String key, Function<JsonObject, T> reader) {
        try {
            return Optional.ofNullable(json.getJsonObject(key)).map(reader);
        } catch (InvalidConfigException e) {
            throw new InvalidConfigException(
                    e.problems().stream().map(problem -> problem.in(key)).toList());
        }
    }
}
