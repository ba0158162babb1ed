package dev.warmer.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonObject;
import io.vertx.core.json.pointer.JsonPointer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads JSON objects strictly: no unknown key, no wrong type, no value out of bounds. The JSON Schemas in {@code
 * conf/schema} are the only place with keys, types, bounds, defaults and descriptions.
 *
 * <p>Vert.x's own option classes ignore unknown keys and convert {@code "7000"} to {@code 0}. Immutable; safe for use
 * from any thread.
 *
 * @param <T> the type of the configuration
 */
public final class Schema<T> {
    /** A server on event loops. */
    public static final Schema<ServerConfig> SERVER = new Schema<>(serverWithout("threads"), ServerConfig::of);

    /** A server on threads. */
    public static final Schema<ServerConfig> THREADED_SERVER =
            new Schema<>(serverWithout("sockets", "path"), ServerConfig::of);

    /** A server on virtual threads of Vert.x. */
    public static final Schema<ServerConfig> AWAIT_SERVER =
            new Schema<>(serverWithout("threads", "sockets", "path"), ServerConfig::of);

    /** A server for browsers. */
    public static final Schema<ServerConfig> WEB = new Schema<>(load("web.json"), ServerConfig::of);

    /** A client, on event loops, threads or virtual threads of Vert.x. */
    public static final Schema<ClientConfig> CLIENT = new Schema<>(load("client.json"), ClientConfig::of);

    /** A load client. */
    public static final Schema<LoadConfig> LOAD = new Schema<>(load("load.json"), LoadConfig::of);

    /** Health checks, metrics and the board over HTTP. */
    public static final Schema<HttpConfig> HTTP = new Schema<>(load("http.json"), HttpConfig::of);

    /** A conf file: the verticles to deploy, whose configs it does not validate. */
    public static final Schema<JsonObject> CONF = new Schema<>(load("conf.json"), json -> json);

    /** The cluster, in a conf file. */
    public static final Schema<ClusterConfig> CLUSTER = new Schema<>(load("cluster.json"), ClusterConfig::of);

    /** The log, in a conf file. */
    public static final Schema<JsonObject> LOG = new Schema<>(CONF.property(Overrides.LOG), json -> json);

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
        return constructor.apply(complete(json));
    }

    /** Validates {@code json}. {@return a copy with the defaults filled in} Throws the same exception. */
    public JsonObject complete(JsonObject json) {
        return SchemaValidator.complete(schema, json);
    }

    /** {@return the JSON Schema} */
    JsonObject json() {
        return schema;
    }

    /** {@return whether the value of a key at the top of the JSON may change while the deployment runs} */
    boolean isLive(String key) {
        return property(key).getBoolean("live", false);
    }

    private JsonObject property(String key) {
        return schema.getJsonObject("properties").getJsonObject(key, new JsonObject());
    }

    /** Some keys of the schema of servers are for one way of waiting only. */
    private static JsonObject serverWithout(String... keys) {
        JsonObject server = load("server.json");
        List.of(keys).forEach(server.getJsonObject("properties")::remove);
        return server;
    }

    private static JsonObject load(String name) {
        try (InputStream stream = Schema.class.getResourceAsStream("/conf/schema/" + name)) {
            return resolve(new JsonObject(new String(stream.readAllBytes(), UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the rule that {@code rule} refers to, if it is a reference, or else {@code rule}, resolved in place} */
    private static JsonObject resolve(JsonObject rule) {
        if (rule.containsKey("$ref")) {
            URI reference = URI.create(rule.getString("$ref"));
            return (JsonObject) JsonPointer.fromURI(reference).queryJson(load(reference.getPath()));
        }
        for (String key : rule.fieldNames()) {
            if (rule.getValue(key) instanceof JsonObject nested) {
                rule.put(key, resolve(nested));
            }
        }
        return rule;
    }

    /** {@return the duration at {@code key} of JSON that was validated} */
    static Duration milliseconds(JsonObject json, String key) {
        return Duration.ofMillis(json.getLong(key));
    }

    /** {@return what the object at {@code key} stands for, if there is one} The paths of its problems begin with {@code key}. */
    static <T> Optional<T> object(JsonObject json, String key, Function<JsonObject, T> reader) {
        return Optional.ofNullable(json.getJsonObject(key))
                .map(object -> InvalidConfigException.in(key, () -> reader.apply(object)));
    }
}
