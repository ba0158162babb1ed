package dev.warmer.config;

import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.json.JsonObject;

/**
 * Word on the event bus that a verticle's configuration has changed while it runs. Each deployment has an address of
 * its own, {@code warmer.config.} and its id, where its new configuration is published, within this process only.
 */
public final class ConfigUpdates {
    private static final String ADDRESS = "warmer.config.";
    private static final DeliveryOptions LOCAL = new DeliveryOptions().setLocalOnly(true);

    private ConfigUpdates() {}

    /** Tells all instances of a deployment. */
    public static void announce(Vertx vertx, String deployment, JsonObject config) {
        vertx.eventBus().publish(ADDRESS + deployment, config, LOCAL);
    }

    /** Hears of each change on the context of the verticle's instance, which must be the current one. */
    public static void hear(Vertx vertx, Context context, Handler<JsonObject> handler) {
        vertx.eventBus()
                .<JsonObject>localConsumer(ADDRESS + context.deploymentID(), word -> handler.handle(word.body()));
    }
}
