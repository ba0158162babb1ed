package dev.warmer.config;

import dev.warmer.config.Conf.Deployment;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Timer;
import java.util.TimerTask;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies changes of the conf file to the running deployments. Changes that need a restart are logged, and so are
 * problems, which leave the configuration unchanged. A change is applied when two consecutive readings of the file are
 * equal, since the first may have met a file that is still being written.
 *
 * <p>Not safe for use from several threads.
 */
public final class ConfigReloader {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigReloader.class);
    private static final long POLL_MS = 1_000;

    private final ConfReader reader;
    private final BiConsumer<String, JsonObject> reconfigure;
    private Conf running;
    /** The conf file as it was last applied, without overrides. */
    private JsonObject appliedJson;

    private Reading lastApplied;
    private Reading lastRead;
    private boolean valid = true;

    /** The text of the file, or the reason why it cannot be read. */
    private record Reading(String text, String failure) {
        static Reading of(ConfSource source) {
            try {
                return new Reading(source.read(), null);
            } catch (InvalidConfigException e) {
                return new Reading(null, e.getMessage());
            }
        }
    }

    /**
     * Creates a reloader.
     *
     * @param text the text that {@code running} was read from
     * @param running the conf that is deployed
     * @param reconfigure called with the name of a deployment and its new configuration
     */
    public ConfigReloader(ConfReader reader, String text, Conf running, BiConsumer<String, JsonObject> reconfigure) {
        this.reader = reader;
        this.running = running;
        this.reconfigure = reconfigure;
        appliedJson = reader.source().parse(text);
        lastApplied = new Reading(text, null);
        lastRead = lastApplied;
    }

    /** Polls the file periodically, on a daemon thread, for as long as the process runs. */
    public void start() {
        TimerTask task = new TimerTask() {
            @Override
            public void run() {
                try {
                    poll();
                } catch (RuntimeException e) { // it would end the timer
                    LOG.error(
                            "{}: internal error; configuration unchanged",
                            reader.source().name(),
                            e);
                }
            }
        };
        new Timer("config-reload", true).schedule(task, POLL_MS, POLL_MS);
    }

    /** Reads the file, and applies it if it has changed and equals the previous reading. */
    public void poll() {
        Reading reading = Reading.of(reader.source());
        boolean settled = reading.equals(lastRead);
        lastRead = reading;
        if (settled && !reading.equals(lastApplied)) {
            lastApplied = reading;
            apply(reading);
        }
    }

    private void apply(Reading reading) {
        if (reading.failure() != null) {
            reject(reading.failure());
            return;
        }
        Conf wanted;
        try {
            wanted = reader.read(reading.text(), files -> {});
        } catch (InvalidConfigException e) {
            reject(e.getMessage());
            return;
        }
        if (!valid) {
            LOG.info("{}: configuration valid again", reader.source().name());
            valid = true;
        }
        JsonObject json = reader.source().parse(reading.text());
        reader.overrides()
                .overriddenChanges(appliedJson, json)
                .forEach(change -> LOG.warn("{}: {}", reader.source().name(), change));
        appliedJson = json;
        apply(wanted);
    }

    private void reject(String problems) {
        valid = false;
        problems.lines().forEach(line -> LOG.error("{}; configuration unchanged", line));
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
            String value = describe(key, after);
            if (before.type().isPresent() && before.type().get().schema().live().contains(key)) {
                LOG.info("{}: {} is now {}", before.name(), key, value);
                config.remove(key);
                if (after.config().containsKey(key)) {
                    config.put(key, after.config().getValue(key));
                }
            } else {
                LOG.warn("{}: {} changed to {}; restart required", before.name(), key, value);
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
