package dev.warmer.schema;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.warmer.config.InvalidConfigException;
import io.vertx.core.json.JsonObject;
import java.util.regex.Pattern;

/**
 * JSON as a person writes it, and what a schema has against it.
 *
 * @param text the JSON
 */
record JsonText(String text) {
    /** An object of one key. */
    static JsonText of(String key, String value) {
        return new JsonText("{\"" + key + "\": " + value + "}");
    }

    /** The same object, with its first key {@code key} given another value. */
    JsonText with(String key, String value) {
        return new JsonText(text.replaceFirst("(\"" + Pattern.quote(key) + "\": )[^,}]*", "$1" + value));
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
