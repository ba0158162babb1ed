package dev.warmer.launcher;

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
     * {@return a message for each problem}
     *
     * @param argument the argument of the option, or null if there is none
     * @param parsed what Vert.x parsed it to, or null
     * @param converter converts JSON to options and back
     */
    static List<String> of(String argument, JsonObject parsed, UnaryOperator<JsonObject> converter) {
        if (argument == null) {
            return List.of();
        }
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
