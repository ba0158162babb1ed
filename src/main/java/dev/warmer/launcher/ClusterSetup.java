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
 * The cluster of a conf, which is needed before there is a Vert.x, which is needed to read the rest of the conf. Without
 * one, Hazelcast is not started.
 *
 * @param source the source of the conf
 * @param conf its JSON
 * @param overrides the values that override the conf's
 */
record ClusterSetup(ConfSource source, JsonObject conf, Overrides overrides) {
    /** {@return the configuration; empty if there is none} Values other than an object are reported with the rest of the conf. */
    Optional<JsonObject> find() {
        return overrides.apply(conf).getValue(Overrides.CLUSTER) instanceof JsonObject cluster
                ? Optional.of(cluster)
                : Optional.empty();
    }

    /**
     * Has the Vert.x that {@code builder} builds join the cluster, by the defaults if there is no configuration.
     *
     * @param options the options of that Vert.x
     * @throws InvalidConfigException if the configuration is invalid
     */
    VertxBuilder join(VertxBuilder builder, VertxOptions options) {
        JsonObject cluster = find().orElseGet(JsonObject::new);
        try {
            return InvalidConfigException.in(
                    Overrides.CLUSTER,
                    () -> Cluster.configure(builder, options.getEventBusOptions(), Schema.CLUSTER.read(cluster)));
        } catch (InvalidConfigException e) {
            throw overrides.located(source, conf, e.problems());
        }
    }
}
