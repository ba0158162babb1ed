package dev.warmer.launcher;

import dev.warmer.config.ClientConfig;
import dev.warmer.config.ClientTls;
import dev.warmer.config.Endpoint;
import dev.warmer.config.HttpConfig;
import dev.warmer.config.InvalidConfigException;
import dev.warmer.config.InvalidConfigException.Problem;
import dev.warmer.config.LoadConfig;
import dev.warmer.config.PemFiles;
import dev.warmer.config.Schema;
import dev.warmer.config.ServerConfig;
import dev.warmer.config.ServerTls;
import dev.warmer.config.ThreadedServerConfig;
import dev.warmer.eventloop.ClientVerticle;
import dev.warmer.eventloop.ServerVerticle;
import dev.warmer.launcher.Conf.Deployment;
import dev.warmer.load.LoadVerticle;
import dev.warmer.management.ManagementVerticle;
import dev.warmer.threads.ThreadedClientVerticle;
import dev.warmer.threads.ThreadedServerVerticle;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.core.spi.VerticleFactory;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Reads one deployment of a conf. What a verticle that is not ours wants in its {@code config} is its own affair. */
final class DeploymentReader {
    /** The key of the conf for health and metrics, and the name of their deployment. */
    static final String HTTP = "http";

    /** How many of a verticle; 0 is one for each processor. */
    private static final String INSTANCES = "instances";

    private static final String JAVA = "java";
    private static final int VIRTUAL_THREADS_SINCE = 21;
    private static final Map<String, Schema<?>> SCHEMAS = Map.of(
            ServerVerticle.class.getName(), Schema.SERVER,
            ThreadedServerVerticle.class.getName(), Schema.THREADED_SERVER,
            ClientVerticle.class.getName(), Schema.CLIENT,
            ThreadedClientVerticle.class.getName(), Schema.CLIENT,
            LoadVerticle.class.getName(), Schema.LOAD,
            ManagementVerticle.class.getName(), Schema.HTTP);

    private final Set<String> languages = new TreeSet<>(Set.of(JAVA));
    private final Consumer<PemFiles> files;
    private final List<Problem> problems;
    /** Who listens where: the key of the port by the host and the port. */
    private final Map<String, String> listening = new HashMap<>();

    /**
     * @param files reads the files of TLS, or throws an {@link InvalidConfigException}
     * @param problems where to put the mistakes found
     */
    DeploymentReader(Collection<VerticleFactory> factories, Consumer<PemFiles> files, List<Problem> problems) {
        factories.forEach(factory -> languages.add(factory.prefix()));
        this.files = files;
        this.problems = problems;
    }

    /** {@return the deployment of health and metrics} */
    Deployment http(JsonObject config) {
        String verticle = ManagementVerticle.class.getName();
        checkConfig(HTTP, verticle, config);
        return new Deployment(HTTP, verticle, new DeploymentOptions().setConfig(config));
    }

    /** Reads what is right of a deployment, and adds what is wrong, beyond its shape, to the problems. */
    Deployment read(String name, JsonObject json) {
        String path = "verticles." + name;
        String verticle = json.getValue("verticle") instanceof String text ? text : "";
        if (name.equals(HTTP)) {
            problems.add(new Problem(path, "is not allowed: health and metrics have this name"));
        }
        if (!verticle.isEmpty()) {
            checkName(path + ".verticle", verticle);
        }
        checkThreads(path + ".threadingModel", verticle, json.getValue("threadingModel"));
        checkInstances(path + "." + INSTANCES, verticle, json.getValue(INSTANCES));
        if (json.getValue("config", new JsonObject()) instanceof JsonObject config) {
            checkConfig(path + ".config", verticle, config);
            checkPort(path + ".config.port", verticle, json.getValue(INSTANCES), config.getValue("port"));
        }
        return new Deployment(name, verticle, options(json));
    }

    /** Vert.x's own converter skips what it cannot take; by then the problems are known. */
    private static DeploymentOptions options(JsonObject json) {
        JsonObject options = json.copy();
        options.remove("verticle");
        if (Integer.valueOf(0).equals(options.getValue(INSTANCES))) {
            options.put(INSTANCES, Runtime.getRuntime().availableProcessors());
        }
        try {
            return new DeploymentOptions(options);
        } catch (RuntimeException wrong) {
            return new DeploymentOptions();
        }
    }

    /** {@return whether a verticle is one of our servers} */
    static boolean isServer(String verticle) {
        Schema<?> schema = SCHEMAS.get(className(verticle));
        return schema == Schema.SERVER || schema == Schema.THREADED_SERVER;
    }

    /** {@return the keys of a verticle's configuration that may change while it runs} */
    static Set<String> live(String verticle) {
        Schema<?> schema = SCHEMAS.get(className(verticle));
        return schema == null ? Set.of() : schema.live();
    }

    private void checkName(String path, String verticle) {
        int colon = verticle.indexOf(':');
        if (colon >= 0 && !languages.contains(verticle.substring(0, colon))) {
            // Vert.x itself would take the name for one of Java's.
            add(path, verticle, "a language in front that there is a verticle factory for, one of " + languages);
        } else if (isJava(verticle)) {
            checkClass(path, verticle);
        }
    }

    private void checkClass(String path, String verticle) {
        try {
            ClassLoader loader = Thread.currentThread().getContextClassLoader();
            if (!Deployable.class.isAssignableFrom(Class.forName(className(verticle), false, loader))) {
                add(path, verticle, "the name of a class that is a verticle");
            }
        } catch (ClassNotFoundException | LinkageError e) {
            add(path, verticle, "the name of a class on the class path");
        }
    }

    private void checkInstances(String path, String verticle, Object instances) {
        if (instances instanceof Integer count
                && count != 1
                && className(verticle).equals(ThreadedServerVerticle.class.getName())) {
            add(path, instances, "1, which takes any number of connections");
        }
    }

    private boolean isJava(String verticle) {
        String suffix = verticle.substring(verticle.lastIndexOf('.') + 1);
        return verticle.indexOf(':') >= 0 ? verticle.startsWith(JAVA + ':') : !languages.contains(suffix);
    }

    private static String className(String verticle) {
        return verticle.substring(verticle.indexOf(':') + 1);
    }

    private void checkPort(String path, String verticle, Object instances, Object port) {
        boolean several = instances instanceof Integer count && count != 1;
        if (several && Integer.valueOf(0).equals(port) && className(verticle).equals(ServerVerticle.class.getName())) {
            add(path, port, "a port from 1 to 65535, since several instances would each take one of their own");
        }
    }

    private void checkThreads(String path, String verticle, Object model) {
        int version = Runtime.version().feature();
        boolean onLoops = className(verticle).equals(ServerVerticle.class.getName());
        if (onLoops && ("WORKER".equals(model) || "VIRTUAL_THREAD".equals(model))) {
            add(path, model, "EVENT_LOOP; the server that waits is " + ThreadedServerVerticle.class.getName());
        } else if ("VIRTUAL_THREAD".equals(model) && version < VIRTUAL_THREADS_SINCE) {
            add(path, model, "EVENT_LOOP or WORKER; virtual threads need Java 21 or newer, and this is " + version);
        }
    }

    private void checkConfig(String path, String verticle, JsonObject config) {
        Schema<?> schema = isJava(verticle) ? SCHEMAS.get(className(verticle)) : null;
        if (schema == null) {
            return;
        }
        try {
            Object read = schema.read(config);
            checkAddress(path + ".port", read);
            files(read).ifPresent(files);
        } catch (InvalidConfigException e) {
            e.problems().forEach(problem -> problems.add(problem.in(path)));
        }
    }

    /** Two servers at the same place would share what comes, each with limits of its own. */
    private void checkAddress(String path, Object config) {
        Optional<ServerConfig> server = server(config);
        String host =
                server.map(ServerConfig::host).orElseGet(() -> config instanceof HttpConfig http ? http.host() : "");
        int port = server.map(ServerConfig::port).orElseGet(() -> config instanceof HttpConfig http ? http.port() : 0);
        String other = port == 0 ? null : listening.putIfAbsent(host + ":" + port, path);
        if (other != null) {
            add(path, port, "another one than at " + other + ", where the host is the same, " + host);
        }
    }

    private static Optional<ServerConfig> server(Object config) {
        if (config instanceof ThreadedServerConfig threaded) {
            return Optional.of(threaded.server());
        }
        return config instanceof ServerConfig server ? Optional.of(server) : Optional.empty();
    }

    private static Optional<Endpoint> endpoint(Object config) {
        if (config instanceof LoadConfig load) {
            return Optional.of(load.server());
        }
        return config instanceof ClientConfig client ? Optional.of(client.server()) : Optional.empty();
    }

    private static Optional<PemFiles> files(Object config) {
        return endpoint(config)
                .flatMap(Endpoint::tls)
                .map(ClientTls::files)
                .or(() -> server(config).flatMap(ServerConfig::tls).map(ServerTls::files));
    }

    private void add(String path, Object value, String allowed) {
        problems.add(new Problem(path, Json.encode(value) + " is not allowed: " + allowed));
    }
}
