package dev.warmer.config;

import dev.warmer.config.InvalidConfigException.Problem;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.pointer.JsonPointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The values that override a conf: system properties, {@code -Dwarmer.NAME.config.port=4321} for the deployment {@code
 * NAME}, and options of the command line, for the first deployment. Immutable; safe for use from any thread.
 */
public final class Overrides {
    /** The prefix of the system properties. */
    public static final String PREFIX = "warmer.";

    /** The key of the transport, in a conf and as a property. */
    public static final String TRANSPORT = "transport";

    /** The key of the health checks and metrics, in a conf and as a property, and the name of their deployment. */
    public static final String HTTP = "http";

    /** The key of the cluster, in a conf and as a property. */
    public static final String CLUSTER = "cluster";

    /** The key of the log, in a conf and as a property. */
    public static final String LOG = "log";

    /** The names of properties that are not for a deployment begin with these, so no deployment can have them. */
    static final List<String> RESERVED = List.of(HTTP, TRANSPORT, LOG, CLUSTER);

    private static final String VERTICLES = "verticles";

    /** One value: its name in messages, the keys that lead to it in the conf, and the value. */
    private record Value(String source, List<String> keys, Object value) {
        private String path() {
            return String.join(".", keys);
        }

        private boolean isOf(String path) {
            return (path + ".").startsWith(path() + ".") || path.startsWith(path() + "[");
        }

        private Problem problem(Problem problem) {
            return new Problem(source + problem.path().substring(path().length()), problem.text());
        }
    }

    /** The system properties with the prefix, sorted by name, so that a property comes before those of nested keys. */
    private final Map<String, String> properties = new TreeMap<>();

    private final JsonObject main;

    /**
     * Creates overrides.
     *
     * @param system the system properties
     * @param main the options of the command line for the first deployment
     */
    public Overrides(Properties system, JsonObject main) {
        system.stringPropertyNames().stream()
                .filter(name -> name.startsWith(PREFIX))
                .forEach(name -> properties.put(name, system.getProperty(name)));
        this.main = main;
    }

    /** {@return a copy of {@code conf} with the overrides} */
    public JsonObject apply(JsonObject conf) {
        JsonObject copy = conf.copy();
        for (Value override : of(conf)) {
            JsonPointer.create().append(override.keys()).writeJson(copy, override.value(), true);
        }
        return copy;
    }

    private List<Value> of(JsonObject conf) {
        List<Value> overrides = new ArrayList<>();
        deployments(conf)
                .findFirst()
                .ifPresent(first -> main.forEach(option -> overrides.add(new Value(
                        "the command line: " + option.getKey(),
                        List.of(VERTICLES, first, option.getKey()),
                        option.getValue()))));
        properties.forEach((name, value) ->
                keys(conf, name).ifPresent(keys -> overrides.add(new Value("-D" + name, keys, json(value)))));
        return overrides;
    }

    private static Stream<String> deployments(JsonObject conf) {
        return conf.getValue(VERTICLES) instanceof JsonObject verticles
                ? verticles.fieldNames().stream().filter(name -> verticles.getValue(name) instanceof JsonObject)
                : Stream.empty();
    }

    /** {@return the keys that lead to the value that a system property overrides; empty if it overrides nothing} */
    private static Optional<List<String>> keys(JsonObject conf, String property) {
        List<String> keys = new ArrayList<>(List.of(property.split("\\.", -1)));
        keys.remove(0);
        if (deployments(conf).anyMatch(keys.get(0)::equals)) {
            keys.add(0, VERTICLES);
            return Optional.of(keys);
        }
        return top(conf).anyMatch(keys.get(0)::equals) ? Optional.of(keys) : Optional.empty();
    }

    /** {@return the keys at the top of a conf that properties override} A property starts neither http nor a cluster. */
    private static Stream<String> top(JsonObject conf) {
        return RESERVED.stream().filter(key -> Set.of(TRANSPORT, LOG).contains(key) || conf.containsKey(key));
    }

    private static Object json(String value) {
        try {
            return Json.decodeValue(value);
        } catch (DecodeException notJson) {
            return value;
        }
    }

    /** {@return the problems of {@code conf}, each with the place that its value is from: an override or the source} */
    public InvalidConfigException located(ConfSource source, JsonObject conf, List<Problem> problems) {
        List<Value> overrides = of(conf);
        return new InvalidConfigException(problems.stream()
                .map(problem -> overrides.stream()
                        .filter(override -> override.isOf(problem.path()))
                        .reduce((outer, nested) -> nested)
                        .map(override -> override.problem(problem))
                        .orElseGet(() -> new Problem(source.name() + ": " + problem.path(), problem.text())))
                .toList());
    }

    /** {@return a message for each overridden value that differs between two versions of the conf} */
    List<String> overriddenChanges(JsonObject before, JsonObject after) {
        return of(after).stream()
                .filter(override -> {
                    JsonPointer pointer = JsonPointer.create().append(override.keys());
                    return !Objects.equals(pointer.queryJson(before), pointer.queryJson(after));
                })
                .map(override -> "%s: changed, but overridden by %s".formatted(override.path(), override.source()))
                .toList();
    }

    /** {@return a message for each system property with the prefix that overrides nothing} */
    public List<String> unused(JsonObject conf) {
        List<String> names = Stream.concat(top(conf), deployments(conf)).toList();
        return properties.keySet().stream()
                .filter(name -> keys(conf, name).isEmpty())
                .map(name -> "-D%s: no effect; the conf has %s".formatted(name, names))
                .toList();
    }
}
