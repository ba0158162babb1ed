package dev.warmer.config;

import dev.warmer.config.Conf.Deployment;
import dev.warmer.config.Conf.VerticleType;
import dev.warmer.config.InvalidConfigException.Problem;
import dev.warmer.config.TlsConfig.ClientTls;
import dev.warmer.config.TlsConfig.PemFiles;
import dev.warmer.config.TlsConfig.ServerTls;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.spi.VerticleFactory;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Reads the deployments of a conf. The config of third-party verticles is not validated. */
final class DeploymentReader {
    /** The number of instances of a verticle; 0 is one for each processor. */
    private static final String INSTANCES = "instances";

    private static final String JAVA = "java";

    private final Set<String> languages = new TreeSet<>(Set.of(JAVA));
    private final Map<String, VerticleType> types;
    private final Consumer<PemFiles> files;
    private final List<Problem> problems;
    /** The path of each port in the conf, by host and port. */
    private final Map<String, String> addresses = new HashMap<>();

    /**
     * Creates a reader of one conf.
     *
     * @param types the verticles of this program, by class name
     * @param files called with the PEM files of each verticle; throws an {@link InvalidConfigException} if they are
     *     invalid
     * @param problems where to add the problems found
     */
    DeploymentReader(
            Collection<VerticleFactory> factories,
            Map<String, VerticleType> types,
            Consumer<PemFiles> files,
            List<Problem> problems) {
        factories.forEach(factory -> languages.add(factory.prefix()));
        this.types = types;
        this.files = files;
        this.problems = problems;
    }

    /** {@return the deployment of the health checks and metrics} */
    Deployment http(JsonObject config) {
        Map.Entry<String, VerticleType> management = types.entrySet().stream()
                .filter(type -> type.getValue().schema() == Schema.HTTP)
                .findAny()
                .orElseThrow();
        checkConfig(Overrides.HTTP, Schema.HTTP, config);
        return new Deployment(
                Overrides.HTTP,
                management.getKey(),
                new DeploymentOptions().setConfig(config),
                Optional.of(management.getValue()));
    }

    /** Reads what is valid of a deployment, and adds what is invalid, beyond its schema, to the problems. */
    Deployment read(String name, JsonObject json) {
        String path = "verticles." + name;
        String verticle = json.getValue("verticle") instanceof String text ? text : "";
        Optional<VerticleType> type = Optional.ofNullable(isJava(verticle) ? types.get(className(verticle)) : null);
        if (Overrides.RESERVED.contains(name)) {
            problems.add(new Problem(path, "is not allowed: a name other than " + Overrides.RESERVED));
        }
        if (!verticle.isEmpty()) {
            checkName(path + ".verticle", verticle);
        }
        Set<ThreadingModel> models = type.map(VerticleType::threadingModels).orElse(Set.of(ThreadingModel.values()));
        checkThreadingModel(path + ".threadingModel", models, json.getValue("threadingModel"));
        if (json.getValue("config", new JsonObject()) instanceof JsonObject config && type.isPresent()) {
            checkConfig(path + ".config", type.get().schema(), config);
            checkInstances(path, type.get(), json.getValue(INSTANCES), config.getValue("port"));
        }
        return new Deployment(name, verticle, options(json), type);
    }

    /** Vert.x's converter throws or skips what it cannot convert. */
    private DeploymentOptions options(JsonObject json) {
        JsonObject options = json.copy();
        options.remove("verticle");
        if (Integer.valueOf(0).equals(options.getValue(INSTANCES))) {
            options.put(INSTANCES, Runtime.getRuntime().availableProcessors());
        }
        return problems.isEmpty() ? new DeploymentOptions(options) : new DeploymentOptions();
    }

    private void checkName(String path, String verticle) {
        int colon = verticle.indexOf(':');
        if (colon >= 0 && !languages.contains(verticle.substring(0, colon))) {
            // Vert.x would take it for the name of a Java class.
            add(path, verticle, "a prefix of a verticle factory, one of " + languages);
        } else if (isJava(verticle)) {
            checkClass(path, verticle);
        }
    }

    private void checkClass(String path, String verticle) {
        try {
            ClassLoader loader = Thread.currentThread().getContextClassLoader();
            if (!Deployable.class.isAssignableFrom(Class.forName(className(verticle), false, loader))) {
                add(path, verticle, "the name of a verticle class");
            }
        } catch (ClassNotFoundException | LinkageError e) {
            add(path, verticle, "the name of a class on the class path");
        }
    }

    private boolean isJava(String verticle) {
        String suffix = verticle.substring(verticle.lastIndexOf('.') + 1);
        return verticle.indexOf(':') >= 0 ? verticle.startsWith(JAVA + ':') : !languages.contains(suffix);
    }

    private static String className(String verticle) {
        return verticle.substring(verticle.indexOf(':') + 1);
    }

    private void checkInstances(String path, VerticleType type, Object instances, Object port) {
        if (!(instances instanceof Integer count) || count == 1) {
            return;
        }
        if (!type.severalInstances()) {
            add(path + "." + INSTANCES, instances, "1, which serves any number of connections");
        } else if (type.isServer() && Integer.valueOf(0).equals(port)) {
            add(path + ".config.port", port, "a port from 1 to 65535, since each instance would listen on its own");
        }
    }

    /** The schema reports a name of no model. */
    private void checkThreadingModel(String path, Set<ThreadingModel> allowed, Object name) {
        int version = Runtime.version().feature();
        Optional<ThreadingModel> model = Stream.of(ThreadingModel.values())
                .filter(known -> known.name().equals(name))
                .findAny();
        if (model.isPresent() && !allowed.contains(model.get())) {
            add(path, name, "one of " + allowed);
        } else if (ThreadingModel.VIRTUAL_THREAD.name().equals(name) && version < ServerConfig.VIRTUAL_THREADS_SINCE) {
            add(path, name, "EVENT_LOOP or WORKER; virtual threads need Java 21 or newer, and this is " + version);
        }
    }

    private void checkConfig(String path, Schema<?> schema, JsonObject config) {
        try {
            Object read = schema.read(config);
            if (read instanceof ServerConfig server) {
                checkAddress(path, server.host(), server.port());
            } else if (read instanceof SocketAddress http) {
                checkAddress(path, http.host(), http.port());
            }
            files(read).ifPresent(files);
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

    private static Optional<PemFiles> files(Object config) {
        if (config instanceof ServerConfig server) {
            return server.tls().map(ServerTls::files);
        }
        Optional<ClientTls> tls = config instanceof LoadConfig load
                ? load.server().tls()
                : config instanceof ClientConfig client ? client.server().tls() : Optional.empty();
        return tls.map(ClientTls::files);
    }

    private void add(String path, Object value, String allowed) {
        problems.add(Problem.notAllowed(path, value, allowed));
    }
}
