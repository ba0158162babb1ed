package dev.warmer.launcher;

import dev.warmer.config.InvalidConfigException;
import dev.warmer.config.InvalidConfigException.Problem;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Checks the JSON of {@code -options} and {@code -deployment-options}. Vert.x starts without options that it cannot
 * parse, and ignores unknown keys and values of another type, so that a misspelled option would go unnoticed.
 */
final class UnknownOptions {
    private UnknownOptions() {}

    /**
     * {@return {@code parsed}}
     *
     * @param option the name of the option
     * @param argument the argument of the option, or null if there is none
     * @param parsed what Vert.x parsed it to, or null
     * @param converter converts JSON to options and back
     * @throws InvalidConfigException with all problems found
     */
    static JsonObject check(String option, String argument, JsonObject parsed, UnaryOperator<JsonObject> converter) {
        List<Problem> problems = argument == null
                ? List.of()
                : problems(argument, parsed, converter).stream()
                        .map(problem -> new Problem(option, problem))
                        .toList();
        if (!problems.isEmpty()) {
            throw new InvalidConfigException(problems);
        }
        return parsed;
    }

    private static List<String> problems(String argument, JsonObject parsed, UnaryOperator<JsonObject> converter) {
        if (parsed == null) {
            return List.of(argument + " is not allowed: a JSON object or a file with one");
        }
        JsonObject converted;
        try {
            converted = converter.apply(parsed);
        } catch (RuntimeException e) {
            return List.of(parsed.encode() + " is not allowed: " + e.getMessage());
        }
        return parsed.fieldNames().stream()
                .filter(key -> !same(parsed.getValue(key), converted.getValue(key)))
                .map(key -> key + ": " + Json.encode(parsed.getValue(key))
                        + " is not allowed: unknown option of Vert.x, or a value of another type")
                .toList();
    }

    /** Equal numbers may have several types, and a converted object has more keys. */
    private static boolean same(Object given, Object converted) {
        return given instanceof JsonObject
                ? converted instanceof JsonObject
                : new JsonObject().put("it", given).equals(new JsonObject().put("it", converted));
    }
}
