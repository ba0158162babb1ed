package dev.warmer.lifecycle;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;

/**
 * Messages on the event bus that publish the completion of a verticle's instance, so that the launcher can end the
 * process. A verticle in any language can publish one: to {@value #ADDRESS}, once for each instance, with the instance's
 * {@code deployment} id and, if it failed, the {@code failure} in one line.
 */
public final class Completion {
    /** The address. The messages stay within this process. */
    public static final String ADDRESS = "warmer.completion";

    private static final DeliveryOptions LOCAL = new DeliveryOptions().setLocalOnly(true);

    private Completion() {}

    /**
     * Publishes the completion of {@code work}. Only the first call for an instance has an effect.
     *
     * @param context the context of the verticle's instance
     */
    public static void publish(Vertx vertx, Context context, Future<?> work) {
        if (context.get(ADDRESS) != null) {
            return;
        }
        context.put(ADDRESS, work);
        JsonObject message = new JsonObject().put("deployment", context.deploymentID());
        work.onComplete(
                done -> vertx.eventBus().publish(ADDRESS, message, LOCAL),
                failure -> vertx.eventBus().publish(ADDRESS, message.put("failure", describe(failure)), LOCAL));
    }

    /** The message of an error, such as "Java heap space", says too little without its class. */
    private static String describe(Throwable failure) {
        return failure instanceof Error || failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }

    /** Calls {@code handler} with each message, on a context of its own. */
    public static MessageConsumer<JsonObject> subscribe(Vertx vertx, Handler<JsonObject> handler) {
        return vertx.eventBus().localConsumer(ADDRESS, message -> handler.handle(message.body()));
    }
}
