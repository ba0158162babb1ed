package dev.warmer.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.warmer.config.InvalidConfigException.Problem;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.OutputUnit;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Converts the errors of the JSON Schema validator to messages: the key, its value, what is allowed. */
record SchemaProblems(JsonObject schema, JsonObject json) {
    /** Keywords that check a value itself; the others repeat the errors of nested values. */
    private static final Set<String> VALUE_KEYWORDS =
            Set.of("type", "enum", "minimum", "maximum", "minLength", "minItems", "minProperties");

    /** {@return all problems of {@code json}, given the validator's {@code result}} */
    static List<Problem> of(JsonObject schema, JsonObject json, OutputUnit result) {
        SchemaProblems problems = new SchemaProblems(schema, json);
        List<OutputUnit> errors = result.getErrors() == null ? List.of() : result.getErrors();
        return Stream.concat(errors.stream().flatMap(problems::of), nonIntegers(schema, json))
                .distinct()
                .toList();
    }

    private Stream<Problem> of(OutputUnit error) {
        List<String> keyword = steps(error.getKeywordLocation());
        JsonObject rule = (JsonObject) valueAt(schema, keyword.subList(0, keyword.size() - 1));
        List<String> steps = steps(error.getInstanceLocation());
        String name = last(keyword);
        if (VALUE_KEYWORDS.contains(name)) {
            return Stream.of(notAllowed(path(steps), valueAt(json, steps), rule));
        }
        return switch (name) {
            case "required" -> missing(steps, rule);
            case "additionalProperties" -> unknown(steps, rule);
            default -> Stream.empty();
        };
    }

    private static Problem notAllowed(String path, Object value, JsonObject rule) {
        return new Problem(path, Json.encode(value) + " is not allowed: " + allowed(rule));
    }

    private Stream<Problem> missing(List<String> steps, JsonObject rule) {
        JsonObject object = (JsonObject) valueAt(json, steps);
        JsonObject properties = rule.getJsonObject("properties");
        return rule.getJsonArray("required").stream()
                .map(String.class::cast)
                .filter(key -> !object.containsKey(key))
                .map(key -> new Problem(key, "is missing: " + allowed(properties.getJsonObject(key))))
                .map(problem -> steps.isEmpty() ? problem : problem.in(path(steps)));
    }

    /** The validator reports this error for known keys with an invalid value, too. */
    private Stream<Problem> unknown(List<String> steps, JsonObject rule) {
        JsonObject properties = rule.getJsonObject("properties", new JsonObject());
        if (properties.containsKey(last(steps)) || rule.getValue("additionalProperties") instanceof JsonObject) {
            return Stream.empty();
        }
        return Stream.of(
                new Problem(path(steps), "unknown key; allowed keys: " + String.join(", ", properties.fieldNames())));
    }

    private static String allowed(JsonObject rule) {
        if (rule.containsKey("enum")) {
            return "one of "
                    + rule.getJsonArray("enum").stream().map(String::valueOf).collect(Collectors.joining(", "));
        }
        return switch (rule.getString("type")) {
            case "integer" ->
                "an integer from " + rule.getValue("minimum", Long.MIN_VALUE) + " to "
                        + rule.getValue("maximum", Long.MAX_VALUE);
            case "boolean" -> "true or false";
            case "string" -> rule.containsKey("minLength") ? "a string, not empty" : "a string";
            case "array" -> "an array" + (rule.containsKey("minItems") ? ", not empty" : "");
            default -> "an object" + (rule.containsKey("minProperties") ? ", not empty" : "");
        };
    }

    /** JSON Schema accepts 1.0, 1e3 and numbers of more than 64 bits as integers; a configuration does not. */
    private static Stream<Problem> nonIntegers(JsonObject rule, Object value) {
        if (value instanceof JsonObject object) {
            return object.fieldNames().stream()
                    .flatMap(key -> nonIntegers(property(rule, key), object.getValue(key))
                            .map(problem -> problem.in(key)));
        }
        if (value instanceof JsonArray array) {
            JsonObject items = rule.getJsonObject("items", new JsonObject());
            return IntStream.range(0, array.size())
                    .boxed()
                    .flatMap(i -> nonIntegers(items, array.getValue(i)).map(problem -> problem.in("[" + i + "]")));
        }
        boolean invalid = "integer".equals(rule.getString("type"))
                && value instanceof Number
                && !(value instanceof Integer || value instanceof Long);
        return invalid ? Stream.of(notAllowed("", value, rule)) : Stream.empty();
    }

    private static JsonObject property(JsonObject rule, String key) {
        JsonObject known = rule.getJsonObject("properties", new JsonObject()).getJsonObject(key);
        Object others = rule.getValue("additionalProperties");
        return known != null ? known : others instanceof JsonObject object ? object : new JsonObject();
    }

    /** The validator's locations are URI fragments: JSON pointers (RFC 6901) with percent-encoded steps. */
    private static List<String> steps(String fragment) {
        String[] steps = fragment.substring(1).split("/", -1);
        return Arrays.stream(steps).skip(1).map(SchemaProblems::decoded).toList();
    }

    private static String decoded(String step) {
        try {
            String plain = URLDecoder.decode(step.replace("+", "%2B"), UTF_8);
            return plain.replace("~1", "/").replace("~0", "~");
        } catch (IllegalArgumentException e) {
            // The validator drops a digit when it escapes a control character.
            return step;
        }
    }

    private static String last(List<String> steps) {
        return steps.isEmpty() ? "" : steps.get(steps.size() - 1);
    }

    static Object valueAt(Object root, List<String> steps) {
        Object value = root;
        for (String step : steps) {
            if (value instanceof JsonArray array) {
                value = array.getValue(Integer.parseInt(step));
            } else {
                value = value instanceof JsonObject object ? object.getValue(step) : null;
            }
        }
        return value;
    }

    /** {@return the place as a reader of the configuration writes it: {@code games[1].secret}} */
    private String path(List<String> steps) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < steps.size(); i++) {
            if (valueAt(json, steps.subList(0, i)) instanceof JsonArray) {
                path.append('[').append(steps.get(i)).append(']');
            } else {
                path.append(i == 0 ? "" : ".").append(steps.get(i));
            }
        }
        return path.toString();
    }
}
