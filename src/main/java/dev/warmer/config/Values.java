package dev.warmer.config;

import dev.warmer.game.Range;
import dev.warmer.game.StrategyName;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Typed reading of a configuration whose keys and types were checked before. */
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
                .orElseThrow(() -> new InvalidConfigException(key, string(key), "the name of a strategy"));
    }

    int integer(String key) {
        return Math.toIntExact(number(key));
    }

    Duration milliseconds(String key) {
        return Duration.ofMillis(number(key));
    }

    /** A JSON parser makes an Integer or a Long of what fits 64 bits, and something wider or a fraction of the rest. */
    long number(String key) {
        Object value = map.get(key);
        if (value instanceof Integer || value instanceof Long) {
            return ((Number) value).longValue();
        }
        throw new InvalidConfigException(
                key, value, "an integer from " + Long.MIN_VALUE + " to " + Long.MAX_VALUE + ", without a fraction");
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

    /** Reads an object that may be left out; its mistakes are told under {@code key}. */
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
