package dev.warmer.config;

import io.vertx.core.json.JsonObject;
import java.util.stream.Collectors;

/** Says in words what a schema allows at one place. */
final class Allowed {
    private Allowed() {}

    static String by(JsonObject rule) {
        if (rule.containsKey("enum")) {
            return "one of "
                    + rule.getJsonArray("enum").stream().map(String::valueOf).collect(Collectors.joining(", "));
        }
        return switch (rule.getString("type")) {
            case "integer" -> "an integer" + bounds(rule);
            case "boolean" -> "true or false";
            case "string" -> rule.containsKey("minLength") ? "a string, not empty" : "a string";
            case "array" -> "an array" + (rule.containsKey("minItems") ? ", not empty" : "");
            default -> "an object" + (rule.containsKey("minProperties") ? ", not empty" : "");
        };
    }

    private static String bounds(JsonObject rule) {
        Object minimum = rule.getValue("minimum", Long.MIN_VALUE);
        Object maximum = rule.getValue("maximum", Long.MAX_VALUE);
        return " from " + minimum + " to " + maximum;
    }
}
