package dev.warmer.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.warmer.config.InvalidConfigException.Problem;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * The source of a conf: a file, a resource of the class path, or JSON on the command line. Its methods block. Safe for
 * use from any thread.
 *
 * @param path the path of the file or resource, or null if the text is given
 * @param text the text, or null if there is a path
 * @param verticle the verticle whose configuration the JSON is, or null if it is a conf
 */
public record ConfSource(String path, String text, String verticle) {
    private static final JsonFactory STRICT = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final String OPTION = "-conf";
    /** The name of the deployment of a verticle that is named on the command line. */
    private static final String SINGLE = "main";

    /**
     * {@return the file at {@code path}, or else the resource of the class path with this name}
     *
     * @param verticle the verticle that the file configures, or null if it is a conf
     */
    public static ConfSource file(String path, String verticle) {
        return new ConfSource(path, null, verticle);
    }

    /** {@return JSON given on the command line, otherwise like {@link #file}} */
    public static ConfSource inline(String json, String verticle) {
        return new ConfSource(null, json, verticle);
    }

    /** {@return the name of this source in messages} */
    public String name() {
        if (path != null && !path.isEmpty()) {
            return path;
        }
        return verticle != null && "{}".equals(text) ? "the command line" : OPTION;
    }

    /** {@return whether it is a regular file, which may change; a pipe could not be read again} */
    public boolean isFile() {
        return path != null && Files.isRegularFile(Path.of(path));
    }

    /**
     * {@return the text}
     *
     * @throws InvalidConfigException if it cannot be read
     */
    public String read() {
        try {
            return path == null ? text : readFile();
        } catch (IOException | InvalidPathException e) {
            throw problem("cannot read file: " + reason(e));
        }
    }

    private String readFile() throws IOException {
        Path file = Path.of(path);
        ClassLoader loader = ConfSource.class.getClassLoader();
        try (InputStream resource = Files.exists(file) ? null : loader.getResourceAsStream(path)) {
            return resource == null ? Files.readString(file) : new String(resource.readAllBytes(), UTF_8);
        }
    }

    private static String reason(Exception e) {
        if (e instanceof NoSuchFileException) {
            return "no such file";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        return e instanceof FileSystemException file
                ? file.getReason()
                : e instanceof CharacterCodingException ? "not UTF-8" : e.getMessage();
    }

    /**
     * {@return the conf that {@code json} is, or the conf of the one verticle that it configures} Unlike Vert.x's
     * parser, this one rejects duplicate keys and text after the object.
     *
     * @throws InvalidConfigException if it is not a JSON object
     */
    public JsonObject parse(String json) {
        try (JsonParser parser = STRICT.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new JsonParseException(parser, "expected {");
            }
            parser.skipChildren();
            if (parser.nextToken() != null) {
                throw new JsonParseException(parser, "unexpected text after the object");
            }
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            throw problem("not a JSON object: line %d, column %d: %s"
                    .formatted(at.getLineNr(), at.getColumnNr(), e.getOriginalMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return verticle == null ? new JsonObject(json) : single(new JsonObject(json));
    }

    private JsonObject single(JsonObject config) {
        JsonObject deployment = JsonObject.of("verticle", verticle, "config", config);
        return JsonObject.of("verticles", JsonObject.of(SINGLE, deployment), "exitAfter", JsonArray.of(SINGLE));
    }

    private InvalidConfigException problem(String message) {
        return new InvalidConfigException(List.of(new Problem(name(), message)));
    }
}
