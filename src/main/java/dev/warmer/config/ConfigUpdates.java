package dev.warmer.config;

import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.json.JsonObject;

/**
 * Messages on the event bus that publish the changed configuration of a running deployment. The address is
 * {@code warmer.config.} followed by the deployment's id; the messages stay within this process.
 */
public final class ConfigUpdates {
    private static final String ADDRESS = "warmer.config.";
    private static final DeliveryOptions LOCAL = new DeliveryOptions().setLocalOnly(true);

    private ConfigUpdates() {}

    /** Publishes a new configuration to all instances of a deployment. */
    public static void publish(Vertx vertx, String deployment, JsonObject config) {
        vertx.eventBus().publish(ADDRESS + deployment, config, LOCAL);
    }

    /** Calls {@code handler} with each new configuration, on the context of the verticle, which must be current. */
    public static void subscribe(Vertx vertx, Context context, Handler<JsonObject> handler) {
        vertx.eventBus()
                .<JsonObject>localConsumer(ADDRESS + context.deploymentID(), message -> handler.handle(message.body()));
    }
}
