package dev.warmer.config;

import dev.warmer.config.InvalidConfigException.Problem;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Validates JSON and fills in defaults, by the keywords of JSON Schema that the schemas use. A validator for all of JSON
 * Schema reports locations and keywords; to report the key, its value and what is allowed takes the same walk again.
 * Stricter than the standard: 1.0, 1e3 and numbers of more than 64 bits are not integers. {@code allOf} is for editors:
 * {@link ConfReader} validates the config of each verticle by itself.
 */
final class SchemaValidator {
    private static final JsonObject NONE = new JsonObject();
    private static final JsonArray NO_KEYS = new JsonArray();
    /** The maximum edit distance of an unknown key and the suggested one. */
    private static final int MAX_EDITS = 2;

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
        JsonObject properties = rule.getJsonObject("properties", NONE);
        Object others = rule.getValue("additionalProperties");
        Set<String> keys = new LinkedHashSet<>(properties.fieldNames());
        keys.addAll(object.fieldNames());
        for (String key : keys) {
            JsonObject property = properties.getJsonObject(key, others instanceof JsonObject other ? other : null);
            if (property == null) {
                if (Boolean.FALSE.equals(others)) {
                    problems.add(new Problem(prefix + key, unknown(key, properties.fieldNames())));
                }
            } else if (object.containsKey(key)) {
                excluding(rule, object, key)
                        .ifPresent(other -> problems.add(new Problem(prefix + key, "is not allowed with " + other)));
                complete.put(key, complete(prefix + key, property, object.getValue(key)));
            } else if (isRequired(rule, object, key)) {
                problems.add(new Problem(prefix + key, "is missing: " + allowed(property)));
            } else if (property.containsKey("default")) {
                complete.put(key, property.getValue("default"));
            }
        }
        return complete;
    }

    private static boolean isRequired(JsonObject rule, JsonObject object, String key) {
        JsonObject dependent = rule.getJsonObject("dependentRequired", NONE);
        return rule.getJsonArray("required", NO_KEYS).contains(key)
                || object.fieldNames().stream()
                        .anyMatch(
                                other -> dependent.getJsonArray(other, NO_KEYS).contains(key));
    }

    /** {@return a key of the object with which {@code key} is not allowed} */
    private static Optional<String> excluding(JsonObject rule, JsonObject object, String key) {
        JsonObject dependent = rule.getJsonObject("dependentSchemas", NONE);
        return object.fieldNames().stream()
                .filter(dependent::containsKey)
                .filter(other -> dependent
                        .getJsonObject(other)
                        .getJsonObject("properties")
                        .containsKey(key))
                .findFirst();
    }

    private static String unknown(String key, Set<String> allowed) {
        String suggestion = IntStream.rangeClosed(1, Math.min(MAX_EDITS, key.length() / 2))
                .boxed()
                .flatMap(edits -> allowed.stream().filter(known -> isNear(key, known, edits)))
                .findFirst()
                .map("did you mean \"%s\"? "::formatted)
                .orElse("");
        return "unknown key; " + suggestion + "allowed keys: " + String.join(", ", allowed);
    }

    /** {@return whether {@code a} becomes {@code b} by inserting, deleting or replacing at most {@code edits} characters} */
    private static boolean isNear(String a, String b, int edits) {
        if (edits < 0 || a.isEmpty() || b.isEmpty()) {
            return a.length() + b.length() <= edits;
        }
        String restA = a.substring(1);
        String restB = b.substring(1);
        if (a.charAt(0) == b.charAt(0)) {
            return isNear(restA, restB, edits);
        }
        return isNear(restA, restB, edits - 1) || isNear(a, restB, edits - 1) || isNear(restA, b, edits - 1);
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
