package dev.warmer.launcher;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Function;

/** Vert.x's options go on without what they do not know and what is of another type: here it is found. */
final class UnknownOptions {
    private UnknownOptions() {}

    /**
     * {@return a line for each key at the top of {@code given} that was dropped}
     *
     * @param given what the options are made of
     * @param taken the options, as they put it themselves
     */
    static List<String> of(JsonObject given, Function<JsonObject, JsonObject> taken) {
        JsonObject kept;
        try {
            kept = taken.apply(given);
        } catch (RuntimeException e) {
            return List.of(given.encode() + " is not allowed: " + e.getMessage());
        }
        return given.fieldNames().stream()
                .filter(key -> !same(given.getValue(key), kept.getValue(key)))
                .map(key -> key + ": " + Json.encode(given.getValue(key))
                        + " is not allowed: Vert.x has no such option, or another type of value for it")
                .toList();
    }

    /** Equal numbers may be of several types, and an object has more in it once it is taken. */
    private static boolean same(Object given, Object kept) {
        return given instanceof JsonObject
                ? kept instanceof JsonObject
                : new JsonObject().put("it", given).equals(new JsonObject().put("it", kept));
    }
}
