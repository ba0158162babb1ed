package dev.warmer.config;

import dev.warmer.config.InvalidConfigException.Problem;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.pointer.JsonPointer;
import java.util.ArrayList;
import java.util.Comparator;
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

    /** The key of the log, in a conf and as a property. */
    public static final String LOG = "log";

    /** The names of properties that are not for a deployment begin with these, so no deployment can have them. */
    static final Set<String> RESERVED = Set.of(HTTP, TRANSPORT, LOG);

    private static final String VERTICLES = "verticles";

    /** One value: its name in messages, the keys that lead to it in the conf, and the value. */
    private record Value(String source, List<String> keys, Object value) {
        String path() {
            return String.join(".", keys);
        }
    }

    /** The system properties, sorted by name, so that a property comes before those of nested keys. */
    private final Map<String, String> properties = new TreeMap<>();

    private final JsonObject main;

    /**
     * Creates overrides.
     *
     * @param system the system properties
     * @param main the options of the command line for the first deployment
     */
    public Overrides(Properties system, JsonObject main) {
        system.stringPropertyNames().forEach(name -> properties.put(name, system.getProperty(name)));
        this.main = main;
    }

    /** {@return a copy of {@code conf} with the overrides} */
    public JsonObject apply(JsonObject conf) {
        JsonObject copy = conf.copy();
        for (Value override : of(conf)) {
            Object nested = override.value();
            for (int i = override.keys().size() - 1; i >= 0; i--) {
                nested = JsonObject.of(override.keys().get(i), nested);
            }
            copy.mergeIn((JsonObject) nested, true);
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
        if (property.equals(PREFIX + TRANSPORT) || property.startsWith(PREFIX + LOG + ".")) {
            return Optional.of(List.of(property.substring(PREFIX.length()).split("\\.", -1)));
        }
        Stream<String> http = Stream.of(HTTP).filter(key -> conf.getValue(key) instanceof JsonObject);
        // The name of a deployment may contain dots.
        return Stream.concat(http, deployments(conf))
                .filter(name -> property.startsWith(PREFIX + name + "."))
                .max(Comparator.comparing(String::length))
                .map(name -> {
                    List<String> keys = new ArrayList<>(name.equals(HTTP) ? List.of(HTTP) : List.of(VERTICLES, name));
                    String rest = property.substring(PREFIX.length() + name.length() + 1);
                    keys.addAll(List.of(rest.split("\\.", -1)));
                    return keys;
                });
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
        return new InvalidConfigException(problems.stream()
                .map(problem -> located(source.name(), conf, problem))
                .toList());
    }

    private Problem located(String source, JsonObject conf, Problem problem) {
        String path = problem.path();
        return of(conf).stream()
                .filter(override ->
                        (path + ".").startsWith(override.path() + ".") || path.startsWith(override.path() + "["))
                .max(Comparator.comparing(override -> override.path().length()))
                .map(override -> new Problem(
                        override.source() + path.substring(override.path().length()), problem.text()))
                .orElseGet(() -> new Problem(source + ": " + path, problem.text()));
    }

    /** {@return a message for each value of a conf that has changed and is overridden} */
    List<String> overriddenChanges(JsonObject before, JsonObject after) {
        return of(after).stream()
                .filter(override -> {
                    JsonPointer pointer = JsonPointer.create().append(override.keys());
                    return !Objects.equals(pointer.queryJson(before), pointer.queryJson(after));
                })
                .map(override -> "%s: changed, but overridden by %s".formatted(override.path(), override.source()))
                .toList();
    }

    /** {@return a message for each system property that has no effect: of no deployment, or without the prefix} */
    public List<String> unused(JsonObject conf) {
        List<String> names = deployments(conf).toList();
        Stream<String> unused = properties.keySet().stream()
                .filter(name -> name.startsWith(PREFIX) && keys(conf, name).isEmpty())
                .map(name -> "-D%s: no effect; deployments of the conf: %s".formatted(name, names));
        Stream<String> unprefixed = properties.keySet().stream()
                .filter(name -> names.stream().anyMatch(deployment -> name.startsWith(deployment + ".config.")))
                .map(name -> "-D%s: no effect; use -D%s%s".formatted(name, PREFIX, name));
        return Stream.concat(unused, unprefixed).toList();
    }
}
