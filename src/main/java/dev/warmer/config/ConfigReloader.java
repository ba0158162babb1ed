package dev.warmer.config;

import dev.warmer.config.Conf.Deployment;
import dev.warmer.config.Conf.VerticleType;
import io.vertx.config.ConfigRetriever;
import io.vertx.config.ConfigRetrieverOptions;
import io.vertx.config.ConfigStoreOptions;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies changes of the conf file to the running deployments. Changes that need a restart are logged, and so are
 * problems, which leave the configuration unchanged. A change is applied when two consecutive readings of the file are
 * equal, since the first may have met a file that is still being written.
 *
 * <p>To be deployed as a worker, since it reads files, after the verticles of the conf; and undeployed before them. The
 * changed configuration of a deployment is published on the event bus of this process: its address is {@code
 * warmer.config.} followed by the deployment's id.
 */
public final class ConfigReloader extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigReloader.class);
    private static final String ADDRESS = "warmer.config.";
    private static final DeliveryOptions LOCAL = new DeliveryOptions().setLocalOnly(true);
    private static final String TEXT = "text";

    private final ConfReader reader;
    private final BiConsumer<String, JsonObject> reconfigure;
    private final long periodMs;
    private ConfigRetriever file;
    private Conf running;
    /** The log, whose configuration changes like that of a deployment. */
    private Deployment log;

    private Deployment cluster;
    /** The JSON that {@code running} was read from, without overrides. */
    private JsonObject json;
    /** The text of the file; empty if it cannot be read. */
    private String lastHandled;

    private String lastRead;

    /**
     * Creates a reloader.
     *
     * @param text the text that {@code running} was read from
     * @param running the conf that is deployed
     * @param reconfigure called with the name of a deployment, or {@value Overrides#LOG}, and its new configuration
     * @param periodMs the time between two readings, in milliseconds
     */
    public ConfigReloader(
            ConfReader reader, String text, Conf running, BiConsumer<String, JsonObject> reconfigure, long periodMs) {
        this.reader = reader;
        this.running = running;
        this.reconfigure = reconfigure;
        this.periodMs = periodMs;
        json = reader.source().parse(text);
        log = atTop(Overrides.LOG, Schema.LOG);
        cluster = atTop(Overrides.CLUSTER, Schema.CLUSTER);
        lastHandled = text;
        lastRead = text;
    }

    /** Publishes a new configuration to all instances of a deployment. */
    public static void publish(Vertx vertx, String deployment, JsonObject config) {
        vertx.eventBus().publish(ADDRESS + deployment, config, LOCAL);
    }

    /** Calls {@code handler} with each new configuration, on the context of the verticle, which must be current. */
    public static void subscribe(Vertx vertx, Context context, Handler<JsonObject> handler) {
        vertx.eventBus()
                .<JsonObject>localConsumer(ADDRESS + context.deploymentID(), message -> handler.handle(message.body()));
    }

    /** The format is raw and the store optional, since vertx-config logs failures with a stack, at every reading. */
    @Override
    public Future<?> start() {
        ConfigStoreOptions store = new ConfigStoreOptions()
                .setType("file")
                .setFormat("raw")
                .setOptional(true)
                .setConfig(JsonObject.of("path", reader.source().path(), "raw.key", TEXT));
        file = ConfigRetriever.create(
                vertx, new ConfigRetrieverOptions().setScanPeriod(periodMs).addStore(store));
        file.setConfigurationProcessor(this::received);
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        return file.close();
    }

    /** Reads the file at once. Safe for use from any thread. */
    public Future<?> poll() {
        return file.getConfig();
    }

    /**
     * Called with each reading, which is applied if it has changed and equals the one before. Synchronized since {@link
     * #poll} has it called on the context of its caller.
     */
    private synchronized JsonObject received(JsonObject reading) {
        String text = reading.getString(TEXT, "");
        if (text.equals(lastRead) && !text.equals(lastHandled)) {
            lastHandled = text;
            apply(text);
        }
        lastRead = text;
        return reading;
    }

    private void apply(String text) {
        try {
            // vertx-config gives no reason for a file that it cannot read, and accepts any bytes as UTF-8.
            boolean readable = !text.isEmpty() && text.indexOf('\uFFFD') < 0;
            String conf = readable ? text : reader.source().read();
            Conf wanted = reader.read(conf, files -> {});
            JsonObject before = json;
            json = reader.source().parse(conf);
            if (json.equals(before)) {
                LOG.info("{}: valid; configuration unchanged", reader.source().name());
            }
            List<String> ineffective = reader.overrides().overriddenChanges(before, json);
            ineffective.forEach(change -> LOG.warn("{}: {}", reader.source().name(), change));
            log = apply(log, atTop(Overrides.LOG, Schema.LOG));
            cluster = apply(cluster, atTop(Overrides.CLUSTER, Schema.CLUSTER));
            apply(wanted);
        } catch (InvalidConfigException e) {
            e.getMessage().lines().forEach(line -> LOG.error("{}; configuration unchanged", line));
        }
    }

    /** {@return an object at the top of the conf, whose changes are applied as those of a deployment's config} */
    private Deployment atTop(String key, Schema<?> schema) {
        JsonObject config = reader.overrides().apply(json).getJsonObject(key, new JsonObject());
        return new Deployment(
                key,
                "",
                new DeploymentOptions().setConfig(config),
                Optional.of(new VerticleType(schema, Set.of(), false)));
    }

    private void apply(Conf wanted) {
        Map<String, Deployment> added = new LinkedHashMap<>();
        wanted.verticles().forEach(deployment -> added.put(deployment.name(), deployment));
        List<Deployment> now = new ArrayList<>();
        for (Deployment before : running.verticles()) {
            Deployment after = added.remove(before.name());
            if (after == null) {
                LOG.warn("{}: deployment removed; restart required", before.name());
            }
            now.add(after == null ? before : apply(before, after));
        }
        added.keySet().forEach(name -> LOG.warn("{}: deployment added; restart required", name));
        if (!wanted.exitAfter().equals(running.exitAfter())) {
            LOG.warn("exitAfter changed to {}; restart required", wanted.exitAfter());
        }
        running = new Conf(now, wanted.exitAfter());
    }

    /** {@return the deployment with the changes that take effect} */
    private Deployment apply(Deployment before, Deployment after) {
        if (!after.deploymentOptions().equals(before.deploymentOptions())) {
            LOG.warn("{}: deployment options changed; restart required", before.name());
        }
        JsonObject config = before.config().copy();
        JsonObject old = before.completeConfig();
        JsonObject wanted = after.completeConfig();
        Set<String> keys = new TreeSet<>(old.fieldNames());
        keys.addAll(wanted.fieldNames());
        keys.removeIf(key -> Objects.equals(old.getValue(key), wanted.getValue(key)));
        for (String key : keys) {
            Object value = wanted.getValue(key);
            if (before.type().filter(type -> type.schema().isLive(key)).isPresent()) {
                LOG.info("{}: {} is now {}", before.name(), key, Json.encode(value));
                config.put(key, value);
            } else {
                String text = value == null ? "unset" : Json.encode(value);
                LOG.warn("{}: {} changed to {}; restart required", before.name(), key, text);
            }
        }
        if (!config.equals(before.config())) {
            reconfigure.accept(before.name(), config);
        }
        return new Deployment(before.name(), before.verticle(), after.options().setConfig(config), before.type());
    }
}
