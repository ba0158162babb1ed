package dev.warmer.config;

import dev.warmer.config.Conf.Deployment;
import dev.warmer.config.Conf.VerticleType;
import io.vertx.config.ConfigRetriever;
import io.vertx.config.ConfigRetrieverOptions;
import io.vertx.config.ConfigStoreOptions;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
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
 * <p>To be deployed as a worker, since it reads files, after the verticles of the conf; and undeployed before them.
 */
public final class ConfigReloader extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigReloader.class);
    private static final String TEXT = "text";

    private final ConfReader reader;
    private final BiConsumer<String, JsonObject> reconfigure;
    private final long periodMs;
    private ConfigRetriever file;
    private Conf running;
    /** The log, whose configuration changes like that of a deployment. */
    private Deployment log;
    /** The conf file as it was last applied, without overrides. */
    private JsonObject appliedJson;

    private Reading lastApplied;
    private Reading lastRead;
    private boolean valid = true;

    /** The text of the file, or the reason why it cannot be read. */
    private record Reading(String text, String failure) {}

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
        appliedJson = reader.source().parse(text);
        log = log(appliedJson);
        lastApplied = new Reading(text, null);
        lastRead = lastApplied;
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
    private synchronized JsonObject received(JsonObject json) {
        Reading reading = reading(json.getString(TEXT));
        boolean settled = reading.equals(lastRead);
        lastRead = reading;
        if (settled && !reading.equals(lastApplied)) {
            lastApplied = reading;
            apply(reading);
        }
        return json;
    }

    /** vertx-config gives no reason for a file that it cannot read, and accepts any bytes as UTF-8. */
    private Reading reading(String text) {
        if (text != null && text.indexOf('\uFFFD') < 0) {
            return new Reading(text, null);
        }
        try {
            return new Reading(reader.source().read(), null);
        } catch (InvalidConfigException e) {
            return new Reading(null, e.getMessage());
        }
    }

    private void apply(Reading reading) {
        if (reading.failure() != null) {
            reject(reading.failure());
            return;
        }
        try {
            Conf wanted = reader.read(reading.text(), files -> {});
            applyValid(wanted, reader.source().parse(reading.text()));
        } catch (InvalidConfigException e) {
            reject(e.getMessage());
        }
    }

    private void reject(String problems) {
        valid = false;
        problems.lines().forEach(line -> LOG.error("{}; configuration unchanged", line));
    }

    private void applyValid(Conf wanted, JsonObject json) {
        String name = reader.source().name();
        if (!valid) {
            LOG.info("{}: configuration valid again", name);
            valid = true;
        }
        reader.overrides().overriddenChanges(appliedJson, json).forEach(change -> LOG.warn("{}: {}", name, change));
        appliedJson = json;
        log = apply(log, log(json));
        apply(wanted);
    }

    private Deployment log(JsonObject json) {
        JsonObject config = reader.overrides().apply(json).getJsonObject(Overrides.LOG, new JsonObject());
        return new Deployment(
                Overrides.LOG,
                "",
                new DeploymentOptions().setConfig(config),
                Optional.of(new VerticleType(Schema.LOG, Set.of(), false)));
    }

    private void apply(Conf conf) {
        Map<String, Deployment> wanted = new LinkedHashMap<>();
        conf.verticles().forEach(deployment -> wanted.put(deployment.name(), deployment));
        List<Deployment> now = new ArrayList<>();
        for (Deployment deployment : running.verticles()) {
            Deployment changed = wanted.remove(deployment.name());
            if (changed == null) {
                LOG.warn("{}: deployment removed; restart required", deployment.name());
            } else if (!changed.deploymentOptions().equals(deployment.deploymentOptions())) {
                LOG.warn("{}: deployment options changed; restart required", deployment.name());
            }
            now.add(changed == null ? deployment : apply(deployment, changed));
        }
        wanted.keySet().forEach(name -> LOG.warn("{}: deployment added; restart required", name));
        if (!conf.exitAfter().equals(running.exitAfter())) {
            LOG.warn("exitAfter changed to {}; restart required", conf.exitAfter());
        }
        running = new Conf(now, conf.exitAfter());
    }

    /** {@return the deployment with the changes that take effect} */
    private Deployment apply(Deployment before, Deployment after) {
        JsonObject config = before.config().copy();
        TreeSet<String> keys = new TreeSet<>(config.fieldNames());
        keys.addAll(after.config().fieldNames());
        keys.removeIf(key ->
                Objects.equals(before.config().getValue(key), after.config().getValue(key)));
        for (String key : keys) {
            if (before.type().filter(type -> type.schema().isLive(key)).isEmpty()) {
                LOG.warn("{}: {} changed to {}; restart required", before.name(), key, describe(key, after));
                continue;
            }
            LOG.info("{}: {} is now {}", before.name(), key, describe(key, after));
            if (after.config().containsKey(key)) {
                config.put(key, after.config().getValue(key));
            } else {
                config.remove(key);
            }
        }
        if (!config.equals(before.config())) {
            reconfigure.accept(before.name(), config);
        }
        return new Deployment(before.name(), before.verticle(), after.options().setConfig(config), before.type());
    }

    private static String describe(String key, Deployment deployment) {
        if (deployment.config().containsKey(key)) {
            return Json.encode(deployment.config().getValue(key));
        }
        Object value =
                deployment.type().map(type -> type.schema().defaultOf(key)).orElse(null);
        return value == null ? "unset" : Json.encode(value) + " (default)";
    }
}
