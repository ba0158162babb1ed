package dev.warmer.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.List;

/**
 * A place in a JSON document, as the steps that lead there from the top. Where the validator names one, it is a JSON
 * pointer (RFC 6901) whose steps are percent-encoded, too.
 */
record Location(List<String> steps) {
    static Location of(String fragment) {
        String[] steps = fragment.substring(1).split("/", -1);
        return new Location(Arrays.stream(steps).skip(1).map(Location::decoded).toList());
    }

    private static String decoded(String step) {
        try {
            String plain = URLDecoder.decode(step.replace("+", "%2B"), UTF_8);
            return plain.replace("~1", "/").replace("~0", "~");
        } catch (IllegalArgumentException e) {
            // The validator leaves a digit out where it escapes a control character.
            return step;
        }
    }

    Location parent() {
        return new Location(steps.subList(0, steps.size() - 1));
    }

    String last() {
        return steps.get(steps.size() - 1);
    }

    /** {@return what stands here} */
    Object valueIn(Object root) {
        Object value = root;
        for (String step : steps) {
            value = valueIn(value, step);
        }
        return value;
    }

    private static Object valueIn(Object value, String step) {
        if (value instanceof JsonArray array) {
            return array.getValue(Integer.parseInt(step));
        }
        return value instanceof JsonObject object ? object.getValue(step) : null;
    }

    /** {@return the place as a person would write it: {@code games[1].secret}} */
    String pathIn(JsonObject root) {
        StringBuilder path = new StringBuilder();
        Object value = root;
        for (String step : steps) {
            if (value instanceof JsonArray) {
                path.append('[').append(step).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step);
            }
            value = valueIn(value, step);
        }
        return path.toString();
    }
}
