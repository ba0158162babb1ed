package dev.warmer.launcher;

import dev.warmer.launcher.Conf.Deployment;
import io.vertx.core.AsyncResult;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes on what changes in the conf while it is deployed. What may not change is told, and so is what is wrong; both
 * leave everything as it is.
 */
final class ConfigReloader {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigReloader.class);

    private final BiConsumer<String, JsonObject> reconfigure;
    private Conf conf;

    /**
     * @param conf what is deployed
     * @param reconfigure is given a deployment's name and its new configuration
     */
    ConfigReloader(Conf conf, BiConsumer<String, JsonObject> reconfigure) {
        this.conf = conf;
        this.reconfigure = reconfigure;
    }

    /** Hears of a change, one at a time. */
    void changed(AsyncResult<Conf> change) {
        if (change.failed()) {
            change.cause().getMessage().lines().forEach(line -> LOG.error("{}; all stays as it was", line));
            return;
        }
        Map<String, Deployment> wanted = new LinkedHashMap<>();
        change.result().verticles().forEach(deployment -> wanted.put(deployment.name(), deployment));
        List<Deployment> now = new ArrayList<>();
        for (Deployment running : conf.verticles()) {
            Deployment deployment = wanted.remove(running.name());
            if (deployment == null || !deployment.frame().equals(running.frame())) {
                LOG.warn("{}: how it is deployed cannot change while it runs: restart", running.name());
            }
            now.add(deployment == null ? running : apply(running, deployment));
        }
        wanted.keySet().forEach(name -> LOG.warn("{}: is not deployed until a restart", name));
        if (!change.result().exitAfter().equals(conf.exitAfter())) {
            LOG.warn(
                    "exitAfter cannot change while it runs: restart for {}",
                    change.result().exitAfter());
        }
        conf = new Conf(now, change.result().exitAfter());
    }

    /** {@return what runs from now on} */
    private Deployment apply(Deployment running, Deployment wanted) {
        JsonObject config = running.config().copy();
        Set<String> live = DeploymentReader.live(running.verticle());
        Set<String> keys = new TreeSet<>(config.fieldNames());
        keys.addAll(wanted.config().fieldNames());
        keys.removeIf(key -> same(key, running, wanted));
        for (String key : keys) {
            if (live.contains(key)) {
                LOG.info("{}: {} is now {}", running.name(), key, said(key, wanted));
                set(config, key, wanted.config().getValue(key));
            } else {
                LOG.warn("{}: {} cannot change while it runs: restart for {}", running.name(), key, said(key, wanted));
            }
        }
        if (!config.equals(running.config())) {
            reconfigure.accept(running.name(), config);
        }
        return new Deployment(
                running.name(), running.verticle(), wanted.options().setConfig(config));
    }

    private static boolean same(String key, Deployment running, Deployment wanted) {
        Object before = running.config().getValue(key);
        Object after = wanted.config().getValue(key);
        return before == null ? after == null : before.equals(after);
    }

    private static String said(String key, Deployment wanted) {
        Object value = wanted.config().getValue(key);
        return value == null ? "its default" : Json.encode(value);
    }

    private static void set(JsonObject config, String key, Object value) {
        if (value == null) {
            config.remove(key);
        } else {
            config.put(key, value);
        }
    }
}
