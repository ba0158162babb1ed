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
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads JSON objects strictly: no unknown key, no wrong type, no value out of bounds. The JSON Schemas beside this
 * class are the only place with keys, types, bounds and defaults.
 *
 * <p>Vert.x's own option classes ignore unknown keys and convert {@code "7000"} to {@code 0}. Immutable; safe for use
 * from any thread.
 *
 * @param <T> the type of the configuration
 */
public final class Schema<T> {
    /** A server on event loops. */
    public static final Schema<ServerConfig> SERVER = new Schema<>(server(), ServerConfig::of);

    /** A server on threads: the keys of a server, and the kind of its threads. */
    public static final Schema<ThreadedServerConfig> THREADED_SERVER =
            new Schema<>(threadedServer(), ThreadedServerConfig::of);

    /** A client, on event loops or threads. */
    public static final Schema<ClientConfig> CLIENT = new Schema<>(load("client.json"), ClientConfig::of);

    /** A load client. */
    public static final Schema<LoadConfig> LOAD = new Schema<>(load("load.json"), LoadConfig::of);

    /** Health checks and metrics over HTTP. */
    public static final Schema<HttpConfig> HTTP = new Schema<>(load("http.json"), HttpConfig::of);

    /** A conf file: the verticles to deploy. */
    public static final Schema<JsonObject> CONF = new Schema<>(load("conf.json"), json -> json);

    private static final JsonSchemaOptions OPTIONS = new JsonSchemaOptions()
            .setBaseUri("warmer:schema")
            .setDraft(Draft.DRAFT202012)
            .setOutputFormat(OutputFormat.Basic);

    private final JsonObject schema;
    private final Function<JsonObject, T> constructor;

    private Schema(JsonObject schema, Function<JsonObject, T> constructor) {
        this.schema = schema;
        this.constructor = constructor;
    }

    /**
     * Validates {@code json}, fills in the defaults, and converts it to a configuration.
     *
     * @throws InvalidConfigException with all problems found
     */
    public T read(JsonObject json) {
        List<Problem> problems = SchemaProblems.of(schema, json, validator().validate(json));
        if (!problems.isEmpty()) {
            throw new InvalidConfigException(problems);
        }
        return constructor.apply(complete(schema, json));
    }

    /** {@return the keys whose values may change while the deployment runs} */
    Set<String> live() {
        JsonObject properties = schema.getJsonObject("properties");
        return properties.fieldNames().stream()
                .filter(key -> properties.getJsonObject(key).getBoolean("live", false))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** {@return the default value of a key at the top of the JSON, or null if it has none} */
    Object defaultOf(String key) {
        return schema.getJsonObject("properties")
                .getJsonObject(key, new JsonObject())
                .getValue("default");
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

    /** {@link #SERVER} without the key {@code sockets}, with the key {@code threads}. */
    private static JsonObject threadedServer() {
        JsonObject server = server();
        server.getJsonObject("properties").remove("sockets");
        return server.mergeIn(load("threaded-server.json"), true);
    }

    /** The names of the strategies come from their enum. */
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
