package dev.warmer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.Validator;
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
        T read = schema.read(new JsonObject(text));
        assertThat(isValidByTheStandard(schema)).isTrue();
        return read;
    }

    /** Whether a complete implementation of JSON Schema accepts it: ours may be stricter, and must not be laxer. */
    private boolean isValidByTheStandard(Schema<?> schema) {
        JsonSchemaOptions options = new JsonSchemaOptions()
                .setBaseUri("warmer:schema")
                .setDraft(Draft.DRAFT202012)
                .setOutputFormat(OutputFormat.Flag);
        return Validator.create(JsonSchema.of(schema.json().copy()), options)
                .validate(new JsonObject(text))
                .getValid();
    }

    /** Exactly these problems are reported, in this order. */
    void isRefusedBy(Schema<?> schema, String... problems) {
        assertThatExceptionOfType(InvalidConfigException.class)
                .isThrownBy(() -> schema.read(new JsonObject(text)))
                .withMessage(String.join("\n", problems));
    }
}
