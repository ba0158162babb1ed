package dev.warmer.config;

import dev.warmer.config.InvalidConfigException.Problem;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Finds the numbers that JSON Schema takes for integers and we do not: 1.0, 1e3, and those of more than 64 bits. */
final class WholeNumbers {
    private WholeNumbers() {}

    static Stream<Problem> problems(JsonObject rule, Object value) {
        if (value instanceof JsonObject object) {
            return object.fieldNames().stream()
                    .flatMap(key ->
                            problems(property(rule, key), object.getValue(key)).map(problem -> problem.in(key)));
        }
        if (value instanceof JsonArray array) {
            JsonObject items = rule.getJsonObject("items", new JsonObject());
            return IntStream.range(0, array.size())
                    .boxed()
                    .flatMap(i -> problems(items, array.getValue(i)).map(problem -> problem.in("[" + i + "]")));
        }
        boolean wrong = "integer".equals(rule.getString("type"))
                && value instanceof Number
                && !(value instanceof Integer || value instanceof Long);
        return wrong
                ? Stream.of(new Problem("", Json.encode(value) + " is not allowed: " + Allowed.by(rule)))
                : Stream.empty();
    }

    private static JsonObject property(JsonObject rule, String key) {
        JsonObject known = rule.getJsonObject("properties", new JsonObject()).getJsonObject(key);
        Object others = rule.getValue("additionalProperties");
        return known != null ? known : others instanceof JsonObject object ? object : new JsonObject();
    }
}
