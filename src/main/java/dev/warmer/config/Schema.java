package dev.warmer.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.warmer.config.InvalidConfigException.Problem;
import dev.warmer.game.StrategyName;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads a JSON object strictly: no unknown key, no wrong type, no value out of bounds. The JSON Schema beside this
 * class is the one place that knows keys, types, bounds and defaults.
 *
 * <p>Vert.x's own option classes ignore what they do not know and make {@code 0} of {@code "7000"}. Immutable; safe
 * for use from any thread.
 *
 * @param <T> what the JSON stands for
 */
public final class Schema<T> {
    /** Of a server on event loops. */
    public static final Schema<ServerConfig> SERVER = new Schema<>(server(), ServerConfig::of);

    /** Of a server on threads: a server's, and what the threads are. */
    public static final Schema<ThreadedServerConfig> THREADED_SERVER =
            new Schema<>(threadedServer(), ThreadedServerConfig::of);

    /** Of a client, on event loops or threads. */
    public static final Schema<ClientConfig> CLIENT = new Schema<>(load("client.json"), ClientConfig::of);

    /** Of a load client. */
    public static final Schema<LoadConfig> LOAD = new Schema<>(load("load.json"), LoadConfig::of);

    /** Of health and metrics over HTTP. */
    public static final Schema<HttpConfig> HTTP = new Schema<>(load("http.json"), HttpConfig::of);

    /** Of a conf file: which verticles to deploy. */
    public static final Schema<JsonObject> CONF = new Schema<>(load("conf.json"), JsonObject::new);

    private static final JsonSchemaOptions OPTIONS = new JsonSchemaOptions()
            .setBaseUri("warmer:schema")
            .setDraft(Draft.DRAFT202012)
            .setOutputFormat(OutputFormat.Basic);

    private final JsonObject schema;
    private final Function<Map<String, Object>, T> constructor;

    private Schema(JsonObject schema, Function<Map<String, Object>, T> constructor) {
        this.schema = schema;
        this.constructor = constructor;
    }

    /**
     * Checks {@code json}, fills in the defaults, and makes what it stands for.
     *
     * @throws InvalidConfigException with every mistake found
     */
    public T read(JsonObject json) {
        List<Problem> problems = Stream.concat(
                        Problems.of(schema, json, validator().validate(json)).stream(),
                        WholeNumbers.problems(schema, json))
                .distinct()
                .toList();
        if (!problems.isEmpty()) {
            throw new InvalidConfigException(problems);
        }
        return constructor.apply(plain(complete(schema, json)));
    }

    /** {@return the keys whose values may change while what they configure runs} */
    public Set<String> live() {
        JsonObject properties = schema.getJsonObject("properties");
        return properties.fieldNames().stream()
                .filter(key -> properties.getJsonObject(key).getBoolean("live", false))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** {@return the keys that the JSON may have} */
    public Set<String> keys() {
        return schema.getJsonObject("properties").fieldNames();
    }

    /** {@return the keys that a deployment in a conf file may have} */
    public static Set<String> deploymentKeys() {
        return CONF.schema
                .getJsonObject("properties")
                .getJsonObject("verticles")
                .getJsonObject("additionalProperties")
                .getJsonObject("properties")
                .fieldNames();
    }

    private Validator validator() {
        return Validator.create(JsonSchema.of(schema), OPTIONS);
    }

    private static JsonObject complete(JsonObject rule, JsonObject json) {
        JsonObject complete = json.copy();
        JsonObject properties = rule.getJsonObject("properties", new JsonObject());
        for (String key : properties.fieldNames()) {
            JsonObject property = properties.getJsonObject(key);
            Object value = property.getValue("default");
            if (value != null && !complete.containsKey(key)) {
                complete.put(key, value);
            } else if (complete.getValue(key) instanceof JsonObject object) {
                complete.put(key, complete(property, object));
            }
        }
        return complete;
    }

    private static Map<String, Object> plain(JsonObject json) {
        Map<String, Object> map = new LinkedHashMap<>();
        json.forEach(entry -> map.put(entry.getKey(), plain(entry.getValue())));
        return map;
    }

    private static Object plain(Object value) {
        if (value instanceof JsonObject object) {
            return plain(object);
        }
        return value instanceof JsonArray array
                ? array.stream().map(Schema::plain).toList()
                : value;
    }

    /** Like {@link #SERVER}, without its sockets and with its threads. */
    private static JsonObject threadedServer() {
        JsonObject server = server();
        server.getJsonObject("properties").remove("sockets");
        return server.mergeIn(load("threaded-server.json"), true);
    }

    /** The strategies name themselves. */
    private static JsonObject server() {
        JsonObject server = load("server.json");
        JsonArray names = new JsonArray();
        for (StrategyName name : StrategyName.values()) {
            names.add(name.toString());
        }
        server.getJsonObject("properties").getJsonObject("strategy").put("enum", names);
        return server;
    }

    private static JsonObject load(String name) {
        try (InputStream stream = Schema.class.getResourceAsStream(name)) {
            return new JsonObject(new String(stream.readAllBytes(), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
