package dev.warmer.config;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vertx.core.json.JsonObject;
import java.util.regex.Pattern;

/**
 * JSON as a person writes it, and what a schema has against it.
 *
 * @param text the JSON
 */
record SchemaJson(String text) {
    /** An object of one key. */
    static SchemaJson of(String key, String value) {
        return new SchemaJson("{\"" + key + "\": " + value + "}");
    }

    /** The same object, with its first key {@code key} given another value. */
    SchemaJson with(String key, String value) {
        return new SchemaJson(text.replaceFirst("(\"" + Pattern.quote(key) + "\": )[^,}]*", "$1" + value));
    }

    <T> T as(Schema<T> schema) {
        return schema.read(new JsonObject(text));
    }

    /** Each of these lines is told, in this order, and no other. */
    void isRefusedBy(Schema<?> schema, String... problems) {
        assertThatExceptionOfType(InvalidConfigException.class)
                .isThrownBy(() -> as(schema))
                .withMessage(String.join("\n", problems));
    }
}
