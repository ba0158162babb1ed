package dev.warmer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.vertx.core.json.JsonObject;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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
            "dependentRequired",
            "dependentSchemas",
            "properties",
            "additionalProperties",
            "items");
    private static final Set<String> ANNOTATIONS =
            Set.of("$schema", "title", "description", "examples", "default", "live");
    /** Only editors evaluate it. */
    private static final String FOR_EDITORS = "allOf";

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
        assertThat(rule.fieldNames())
                .filteredOn(keyword -> !keyword.equals(FOR_EDITORS))
                .allMatch(keyword -> KEYWORDS.contains(keyword) || ANNOTATIONS.contains(keyword));
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "prot     | port",
                "portt    | port",
                "pot      | port",
                "Port     | port",
                "keyTime  | keyTimer",
                "tls      | tls2",
            })
    void nearestKeyIsSuggested(String unknown, String suggested) {
        assertThat(problem(unknown, "host", "port", "keyTimeout", "keyTimer", "tls22", "tls2"))
                .startsWith(unknown + ": unknown key; did you mean \"" + suggested + "\"? allowed keys: host, port, ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "p", "po", "reports", ""})
    void farKeyIsNotSuggested(String unknown) {
        assertThat(problem(unknown, "host", "port")).endsWith("unknown key; allowed keys: host, port");
    }

    private static String problem(String unknown, String... allowed) {
        JsonObject properties = new JsonObject();
        Stream.of(allowed).forEach(key -> properties.put(key, JsonObject.of("type", "boolean")));
        JsonObject schema = JsonObject.of("type", "object", "additionalProperties", false, "properties", properties);
        return catchThrowable(() -> SchemaValidator.complete(schema, JsonObject.of(unknown, 1)))
                .getMessage();
    }
}
