package dev.warmer.config;

import dev.warmer.config.InvalidConfigException.Problem;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Validates JSON and fills in defaults, by the keywords of JSON Schema that the schemas use. A validator for all of JSON
 * Schema reports locations and keywords; to report the key, its value and what is allowed takes the same walk again.
 * Stricter than the standard: 1.0, 1e3 and numbers of more than 64 bits are not integers.
 */
final class SchemaValidator {
    private final List<Problem> problems = new ArrayList<>();

    /**
     * {@return a copy of {@code json} with the defaults of {@code schema}}
     *
     * @throws InvalidConfigException with all problems found
     */
    static JsonObject complete(JsonObject schema, JsonObject json) {
        SchemaValidator validator = new SchemaValidator();
        Object complete = validator.complete("", schema, json);
        if (!validator.problems.isEmpty()) {
            throw new InvalidConfigException(validator.problems);
        }
        return (JsonObject) complete;
    }

    private Object complete(String path, JsonObject rule, Object value) {
        if (!isAllowed(rule, value)) {
            problems.add(Problem.notAllowed(path, value, allowed(rule)));
        } else if (value instanceof JsonObject object) {
            return completeObject(path.isEmpty() ? "" : path + ".", rule, object);
        } else if (value instanceof JsonArray array) {
            JsonArray complete = new JsonArray();
            for (int i = 0; i < array.size(); i++) {
                complete.add(complete(path + "[" + i + "]", rule.getJsonObject("items"), array.getValue(i)));
            }
            return complete;
        }
        return value;
    }

    private JsonObject completeObject(String prefix, JsonObject rule, JsonObject object) {
        JsonObject complete = object.copy();
        JsonObject properties = rule.getJsonObject("properties", new JsonObject());
        JsonArray required = rule.getJsonArray("required", new JsonArray());
        for (String key : properties.fieldNames()) {
            JsonObject property = properties.getJsonObject(key);
            if (object.containsKey(key)) {
                complete.put(key, complete(prefix + key, property, object.getValue(key)));
            } else if (required.contains(key)) {
                problems.add(new Problem(prefix + key, "is missing: " + allowed(property)));
            } else if (property.containsKey("default")) {
                complete.put(key, property.getValue("default"));
            }
        }
        Object others = rule.getValue("additionalProperties");
        for (String key : object.fieldNames()) {
            if (others instanceof JsonObject other && !properties.containsKey(key)) {
                complete.put(key, complete(prefix + key, other, object.getValue(key)));
            } else if (Boolean.FALSE.equals(others) && !properties.containsKey(key)) {
                String allowed = String.join(", ", properties.fieldNames());
                problems.add(new Problem(prefix + key, "unknown key; allowed keys: " + allowed));
            }
        }
        return complete;
    }

    private static boolean isAllowed(JsonObject rule, Object value) {
        if (rule.containsKey("enum")) {
            return rule.getJsonArray("enum").contains(value);
        }
        return switch (rule.getString("type")) {
            case "integer" ->
                (value instanceof Integer || value instanceof Long)
                        && ((Number) value).longValue() >= minimum(rule)
                        && ((Number) value).longValue() <= maximum(rule);
            case "boolean" -> value instanceof Boolean;
            case "string" -> value instanceof String text && text.length() >= rule.getInteger("minLength", 0);
            case "array" -> value instanceof JsonArray array && array.size() >= rule.getInteger("minItems", 0);
            default -> value instanceof JsonObject object && object.size() >= rule.getInteger("minProperties", 0);
        };
    }

    private static String allowed(JsonObject rule) {
        if (rule.containsKey("enum")) {
            return "one of "
                    + rule.getJsonArray("enum").stream().map(String::valueOf).collect(Collectors.joining(", "));
        }
        boolean notEmpty = Stream.of("minLength", "minItems", "minProperties").anyMatch(rule::containsKey);
        return switch (rule.getString("type")) {
            case "integer" -> "an integer from " + minimum(rule) + " to " + maximum(rule);
            case "boolean" -> "true or false";
            case "string" -> "a string" + (notEmpty ? ", not empty" : "");
            default -> "an " + rule.getString("type") + (notEmpty ? ", not empty" : "");
        };
    }

    private static long minimum(JsonObject rule) {
        return rule.getLong("minimum", Long.MIN_VALUE);
    }

    private static long maximum(JsonObject rule) {
        return rule.getLong("maximum", Long.MAX_VALUE);
    }
}
