package dev.warmer.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaValidatorTest {
    private static final Set<String> KEYWORDS = Set.of(
            "type",
            "enum",
            "minimum",
            "maximum",
            "minLength",
            "minItems",
            "minProperties",
            "required",
            "properties",
            "additionalProperties",
            "items");
    private static final Set<String> ANNOTATIONS = Set.of("$schema", "default", "description", "live");
    private static final Set<String> TYPES = Set.of("integer", "boolean", "string", "array", "object");

    static Stream<Schema<?>> schemas() {
        return Stream.of(Schema.SERVER, Schema.THREADED_SERVER, Schema.CLIENT, Schema.LOAD, Schema.HTTP, Schema.CONF);
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void schemasHaveOnlyKeywordsThatAreValidated(Schema<?> schema) {
        check(schema.json());
    }

    private static void check(JsonObject rule) {
        assertThat(rule.fieldNames()).allMatch(keyword -> KEYWORDS.contains(keyword) || ANNOTATIONS.contains(keyword));
        if (!rule.containsKey("enum")) {
            assertThat(TYPES).contains(rule.getString("type"));
        }
        assertThat(rule.containsKey("items")).isEqualTo("array".equals(rule.getString("type")));
        rule.getJsonObject("properties", new JsonObject()).forEach(property -> check((JsonObject) property.getValue()));
        if (rule.containsKey("items")) {
            check(rule.getJsonObject("items"));
        }
        if (rule.getValue("additionalProperties") instanceof JsonObject other) {
            check(other);
        }
    }
}
