package dev.warmer.config;

import dev.warmer.config.InvalidConfigException.Problem;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.OutputUnit;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Puts the validator's findings into words: which key, which value, what is allowed instead. */
record Problems(JsonObject schema, JsonObject json) {
    /** Keywords that judge a value itself; the others report again what went wrong further in. */
    private static final Set<String> OF_A_VALUE =
            Set.of("type", "enum", "minimum", "maximum", "minLength", "minItems", "minProperties");

    static List<Problem> of(JsonObject schema, JsonObject json, OutputUnit result) {
        if (result.getErrors() == null) {
            return List.of();
        }
        Problems problems = new Problems(schema, json);
        return result.getErrors().stream().flatMap(problems::of).distinct().toList();
    }

    private Stream<Problem> of(OutputUnit error) {
        Location keyword = Location.of(error.getKeywordLocation());
        JsonObject rule = (JsonObject) keyword.parent().valueIn(schema);
        Location place = Location.of(error.getInstanceLocation());
        if (OF_A_VALUE.contains(keyword.last())) {
            String value = Json.encode(place.valueIn(json));
            return Stream.of(new Problem(place.pathIn(json), value + " is not allowed: " + Allowed.by(rule)));
        }
        return switch (keyword.last()) {
            case "required" -> missing(place, rule);
            case "additionalProperties" -> unknown(place, rule);
            default -> Stream.empty();
        };
    }

    private Stream<Problem> missing(Location place, JsonObject rule) {
        JsonObject object = (JsonObject) place.valueIn(json);
        return rule.getJsonArray("required").stream()
                .map(String.class::cast)
                .filter(key -> !object.containsKey(key))
                .map(key -> new Problem(key, "is missing: " + Allowed.by(property(rule, key))))
                .map(problem -> place.steps().isEmpty() ? problem : problem.in(place.pathIn(json)));
    }

    private static JsonObject property(JsonObject rule, String key) {
        return rule.getJsonObject("properties").getJsonObject(key);
    }

    /** The validator says this of each known key with a wrong value, too. */
    private Stream<Problem> unknown(Location place, JsonObject rule) {
        JsonObject properties = rule.getJsonObject("properties", new JsonObject());
        if (properties.containsKey(place.last()) || rule.getValue("additionalProperties") instanceof JsonObject) {
            return Stream.empty();
        }
        String allowed = String.join(", ", properties.fieldNames());
        return Stream.of(new Problem(place.pathIn(json), "is no key here: allowed are " + allowed));
    }
}
