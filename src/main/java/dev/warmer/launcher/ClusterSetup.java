package dev.warmer.launcher;

import dev.warmer.cluster.Cluster;
import dev.warmer.config.ConfSource;
import dev.warmer.config.InvalidConfigException;
import dev.warmer.config.Overrides;
import dev.warmer.config.Schema;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * Finds the cluster of a conf, which is needed before there is a Vert.x, which is needed to read the rest of the conf.
 * Without one, no class of Hazelcast is loaded.
 */
final class ClusterSetup {
    private ClusterSetup() {}

    /**
     * {@return the configuration of the cluster; empty if there is none} Values other than an object are reported with the
     * rest of the conf.
     *
     * @param requested whether the command line has {@code -cluster}, for which the defaults are enough
     */
    static Optional<JsonObject> find(JsonObject conf, Overrides overrides, boolean requested) {
        Object found = overrides.apply(conf).getValue(Overrides.CLUSTER);
        return found instanceof JsonObject cluster
                ? Optional.of(cluster)
                : requested ? Optional.of(new JsonObject()) : Optional.empty();
    }

    /**
     * Has the Vert.x that {@code builder} builds join the cluster.
     *
     * @param options the options of that Vert.x
     * @param conf the JSON of {@code source}
     * @throws InvalidConfigException if the configuration is invalid
     */
    static VertxBuilder join(
            VertxBuilder builder,
            VertxOptions options,
            JsonObject cluster,
            ConfSource source,
            JsonObject conf,
            Overrides overrides) {
        try {
            return InvalidConfigException.in(
                    Overrides.CLUSTER,
                    () -> Cluster.configure(builder, options.getEventBusOptions(), Schema.CLUSTER.read(cluster)));
        } catch (InvalidConfigException e) {
            throw overrides.located(source, conf, e.problems());
        }
    }
}
