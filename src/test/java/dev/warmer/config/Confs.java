package dev.warmer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.warmer.launcher.VerticleTypes;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;

/** Reads confs for tests. In JSON written here, single quotes stand for double ones. */
public final class Confs {
    /** The name in messages of a conf read here. */
    static final String FILE = "-conf";

    public static final String SERVER = "dev.warmer.eventloop.ServerVerticle";
    public static final String CLIENT = "dev.warmer.eventloop.ClientVerticle";

    private static final JsonObject NOTHING = new JsonObject();

    private Confs() {}

    public static JsonObject json(String text) {
        return new JsonObject(quoted(text));
    }

    public static String quoted(String text) {
        return text.replace('\'', '"');
    }

    /** A conf of one verticle, with the name {@code a}. */
    public static String conf(String verticle, String config) {
        return "{'verticles': {'a': {'verticle': '%s', 'config': %s}}}".formatted(verticle, config);
    }

    public static Conf read(String conf) {
        return read(conf, NOTHING);
    }

    /** @param properties the system properties with the prefix, as objects of objects */
    public static Conf read(String conf, JsonObject properties) {
        return read(conf, properties, NOTHING);
    }

    static Conf read(String conf, JsonObject properties, JsonObject main) {
        ConfSource source = ConfSource.inline(quoted(conf), null);
        return reader(source, new Overrides(properties(properties), main)).read(source.read(), files -> {});
    }

    public static ConfReader reader(ConfSource source, Overrides overrides) {
        return new ConfReader(source, overrides, List.of(), VerticleTypes.ALL);
    }

    static Properties properties(JsonObject json) {
        Properties properties = new Properties();
        json.forEach(entry -> put(properties, "warmer." + entry.getKey(), entry.getValue()));
        return properties;
    }

    private static void put(Properties properties, String name, Object value) {
        if (value instanceof JsonObject object) {
            object.forEach(entry -> put(properties, name + "." + entry.getKey(), entry.getValue()));
        } else {
            properties.setProperty(name, value instanceof String text ? text : Json.encode(value));
        }
    }

    /** {@return the problems that reading finds, a line for each} */
    public static List<String> mistakes(Callable<Conf> reading) {
        Throwable thrown = catchThrowable(reading::call);
        assertThat(thrown).isInstanceOf(InvalidConfigException.class);
        return thrown.getMessage().lines().toList();
    }
}
