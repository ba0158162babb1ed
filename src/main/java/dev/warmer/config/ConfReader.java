package dev.warmer.config;

import dev.warmer.config.Conf.Deployment;
import dev.warmer.config.Conf.VerticleType;
import dev.warmer.config.InvalidConfigException.Problem;
import dev.warmer.config.TlsConfig.PemFiles;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.spi.VerticleFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads a {@link Conf} and finds all its problems before anything is deployed. The config of third-party verticles is
 * not validated.
 *
 * @param source the source of the conf
 * @param overrides the values that override the conf's
 * @param factories the verticle factories
 * @param types the verticles of this program, by class name
 */
public record ConfReader(
        ConfSource source,
        Overrides overrides,
        Collection<VerticleFactory> factories,
        Map<String, VerticleType> types) {
    /** The number of instances of a verticle; 0 is one for each processor. */
    private static final String INSTANCES = "instances";

    private static final String VERTICLE = "verticle";
    private static final String CONFIG = "config";
    private static final String THREADING_MODEL = "threadingModel";

    /**
     * {@return the conf}
     *
     * @param text the text of the source
     * @param files called with the PEM files of each verticle; throws an {@link InvalidConfigException} if they are
     *     invalid
     * @throws InvalidConfigException with all problems found
     */
    public Conf read(String text, Consumer<PemFiles> files) {
        JsonObject json = source.parse(text);
        Checker checker = new Checker(files);
        JsonObject conf = checker.check(overrides.apply(json));
        if (!checker.problems.isEmpty()) {
            throw overrides.located(source, json, checker.problems);
        }
        List<Deployment> deployments = new ArrayList<>();
        if (conf.containsKey(Overrides.HTTP)) {
            deployments.add(deployment(Overrides.HTTP, http(conf.getJsonObject(Overrides.HTTP))));
        }
        JsonObject verticles = conf.getJsonObject("verticles");
        verticles.fieldNames().forEach(name -> deployments.add(deployment(name, verticles.getJsonObject(name))));
        return new Conf(deployments, exitAfter(conf));
    }

    private JsonObject http(JsonObject config) {
        return types.entrySet().stream()
                .filter(type -> type.getValue().schema() == Schema.HTTP)
                .map(type -> JsonObject.of(VERTICLE, type.getKey(), CONFIG, config))
                .findAny()
                .orElseThrow();
    }

    private Deployment deployment(String name, JsonObject json) {
        JsonObject options = json.copy();
        String verticle = (String) options.remove(VERTICLE);
        if (Integer.valueOf(0).equals(options.getValue(INSTANCES))) {
            options.put(INSTANCES, Runtime.getRuntime().availableProcessors());
        }
        return new Deployment(name, verticle, new DeploymentOptions(options), type(verticle));
    }

    /** {@return what is known of a verticle; empty if it is not of this program} */
    private Optional<VerticleType> type(String verticle) {
        return Optional.ofNullable(types.get(className(verticle)));
    }

    private static String className(String verticle) {
        return verticle.replaceFirst("^java:", "");
    }

    private static Set<String> exitAfter(JsonObject conf) {
        JsonArray names = conf.getValue("exitAfter") instanceof JsonArray array ? array : new JsonArray();
        return names.stream().map(String::valueOf).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** {@return the object at {@code key}, or else an empty one, in order to read on after a problem} */
    private static JsonObject object(JsonObject json, String key) {
        return json.getValue(key) instanceof JsonObject object ? object : new JsonObject();
    }

    /** Finds the problems of one conf. */
    private final class Checker {
        private final List<Problem> problems = new ArrayList<>();
        private final Consumer<PemFiles> files;
        /** The path of each port and path in the conf, by host and port or path. */
        private final Map<String, String> addresses = new HashMap<>();

        private Checker(Consumer<PemFiles> files) {
            this.files = files;
        }

        /** {@return the conf with its defaults, if it is valid} */
        private JsonObject check(JsonObject conf) {
            JsonObject complete = conf;
            try {
                complete = Schema.CONF.read(conf);
            } catch (InvalidConfigException e) {
                problems.addAll(e.problems());
            }
            if (conf.containsKey(Overrides.HTTP)) {
                checkConfig(Overrides.HTTP, Schema.HTTP, object(conf, Overrides.HTTP));
            }
            if (conf.containsKey(Overrides.CLUSTER)) {
                checkConfig(Overrides.CLUSTER, Schema.CLUSTER, object(conf, Overrides.CLUSTER));
            }
            JsonObject verticles = object(conf, "verticles");
            verticles.fieldNames().forEach(name -> check(name, object(verticles, name)));
            Set<String> unknown = exitAfter(conf);
            unknown.removeAll(verticles.fieldNames());
            unknown.forEach(
                    name -> add("exitAfter", name, "the name of a deployment, one of " + verticles.fieldNames()));
            return complete;
        }

        private void check(String name, JsonObject json) {
            String path = "verticles." + name;
            if (Overrides.RESERVED.contains(name)) {
                problems.add(new Problem(path, "is not allowed: a name other than " + Overrides.RESERVED));
            }
            // The schema reports a name that is missing or empty.
            if (json.getValue(VERTICLE) instanceof String verticle && !verticle.isEmpty()) {
                checkVerticle(path + "." + VERTICLE, verticle);
                type(verticle).ifPresent(type -> check(path, type, json));
            }
            String virtual = ThreadingModel.VIRTUAL_THREAD.name();
            if (virtual.equals(json.getValue(THREADING_MODEL)) && !JavaVersion.hasVirtualThreads()) {
                add(
                        path + "." + THREADING_MODEL,
                        virtual,
                        "another one, since it " + JavaVersion.LACKS_VIRTUAL_THREADS);
            }
        }

        private void checkVerticle(String path, String verticle) {
            boolean isJava = factories.stream()
                    .map(VerticleFactory::prefix)
                    .filter(prefix -> verticle.startsWith(prefix + ":") || verticle.endsWith("." + prefix))
                    .allMatch("java"::equals);
            if (isJava && !isVerticleClass(className(verticle))) {
                add(path, verticle, "the name of a verticle class on the class path");
            }
        }

        private static boolean isVerticleClass(String name) {
            try {
                ClassLoader loader = Thread.currentThread().getContextClassLoader();
                return Deployable.class.isAssignableFrom(Class.forName(name, false, loader));
            } catch (ClassNotFoundException | LinkageError e) {
                return false;
            }
        }

        private void check(String path, VerticleType type, JsonObject json) {
            Object instances = json.getValue(INSTANCES);
            if (!type.severalInstances() && instances instanceof Integer count && count != 1) {
                add(path + "." + INSTANCES, instances, "1, which serves any number of connections");
            }
            // The schema reports a name of no model.
            Stream.of(ThreadingModel.values())
                    .filter(model -> !type.threadingModels().contains(model))
                    .map(ThreadingModel::name)
                    .filter(name -> name.equals(json.getValue(THREADING_MODEL, ThreadingModel.EVENT_LOOP.name())))
                    .forEach(name -> add(path + "." + THREADING_MODEL, name, "one of " + type.threadingModels()));
            checkConfig(path + "." + CONFIG, type.schema(), object(json, CONFIG));
        }

        private void checkConfig(String path, Schema<?> schema, JsonObject config) {
            try {
                Object read = schema.read(config);
                if (read instanceof ServerConfig server) {
                    server.path().ifPresentOrElse(socket -> checkPath(path + ".path", socket), () -> {
                        checkAddress(path, server.host(), server.port());
                    });
                } else if (read instanceof HttpConfig http) {
                    checkAddress(path, http.host(), http.port());
                }
                if (config.containsKey("tls")) {
                    files.accept(PemFiles.of(config.getJsonObject("tls")));
                }
            } catch (InvalidConfigException e) {
                problems.addAll(e.problemsIn(path));
            }
        }

        /** Two servers with one address would share its connections, each with its own limits. */
        private void checkAddress(String config, String host, int port) {
            String path = config + ".port";
            String other = port == 0 ? null : addresses.putIfAbsent(host + ":" + port, path);
            if (other != null) {
                add(path, port, "a port of its own on " + host + "; duplicate address, also used by " + other);
            }
        }

        private void checkPath(String path, String socket) {
            String other = addresses.putIfAbsent(socket, path);
            if (other != null) {
                add(path, socket, "a path of its own; also used by " + other);
            }
        }

        private void add(String path, Object value, String allowed) {
            problems.add(Problem.notAllowed(path, value, allowed));
        }
    }
}
