package dev.warmer.config;

import dev.warmer.game.Range;
import dev.warmer.game.StrategyName;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Typed access to the values of a configuration that was validated against its schema. */
record Values(Map<String, Object> map) {
    String string(String key) {
        return (String) map.get(key);
    }

    Optional<String> text(String key) {
        return Optional.ofNullable(string(key));
    }

    boolean bool(String key) {
        return (Boolean) map.get(key);
    }

    StrategyName strategy(String key) {
        return Arrays.stream(StrategyName.values())
                .filter(name -> name.toString().equals(string(key)))
                .findAny()
                .orElseThrow();
    }

    int integer(String key) {
        return Math.toIntExact(number(key));
    }

    Duration milliseconds(String key) {
        return Duration.ofMillis(number(key));
    }

    long number(String key) {
        return ((Number) map.get(key)).longValue();
    }

    /** {@return the range from {@code lower} to {@code upper}} */
    static Range range(Map<String, Object> map) {
        Values values = new Values(map);
        long lower = values.number("lower");
        long upper = values.number("upper");
        if (lower > upper) {
            throw new InvalidConfigException("lower", lower, "an integer not above the game's upper, " + upper);
        }
        return new Range(lower, upper);
    }

    @SuppressWarnings("unchecked")
    List<Map<String, Object>> objects(String key) {
        return (List<Map<String, Object>>) map.get(key);
    }

    /** {@return the object at {@code key}, if there is one} The paths of its problems begin with {@code key}. */
    @SuppressWarnings("unchecked")
    <T> Optional<T> object(String key, Function<Map<String, Object>, T> reader) {
        try {
            return Optional.ofNullable((Map<String, Object>) map.get(key)).map(reader);
        } catch (InvalidConfigException e) {
            throw new InvalidConfigException(
                    e.problems().stream().map(problem -> problem.in(key)).toList());
        }
    }
}
