package dev.warmer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.SchemaRepository;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * JSON text, and the problems that a schema finds in it.
 *
 * @param text the JSON
 */
record SchemaJson(String text) {
    private static final JsonSchemaOptions OPTIONS = new JsonSchemaOptions()
            .setBaseUri("https://warmer.dev/conf/schema/")
            .setDraft(Draft.DRAFT202012)
            .setOutputFormat(OutputFormat.Flag);

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
        if (schema == Schema.CONF) {
            return isValidConf(new JsonObject(text));
        }
        return Validator.create(JsonSchema.of(schema.json().copy()), OPTIONS)
                .validate(new JsonObject(text))
                .getValid();
    }

    /** Whether a complete implementation accepts it by {@code conf.json} and the files that this refers to. */
    static boolean isValidConf(JsonObject conf) {
        SchemaRepository files = SchemaRepository.create(OPTIONS);
        for (String name : List.of(
                "conf.json", "server.json", "web.json", "client.json", "load.json", "http.json", "cluster.json")) {
            files.dereference(name, JsonSchema.of(file(name)));
        }
        return files.validator("conf.json").validate(conf).getValid();
    }

    private static JsonObject file(String name) {
        try {
            return new JsonObject(Files.readString(Path.of("conf", "schema", name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Exactly these problems are reported, in this order. */
    void isRefusedBy(Schema<?> schema, String... problems) {
        assertThatExceptionOfType(InvalidConfigException.class)
                .isThrownBy(() -> schema.read(new JsonObject(text)))
                .withMessage(String.join("\n", problems));
    }
}
