package dev.warmer.lifecycle;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;

/**
 * Word on the event bus that an instance of a verticle has done what it was deployed for, so that whoever launched it
 * can end the process. A verticle in any language can send it: to {@value #ADDRESS}, with its {@code deployment} id
 * and, if it failed, the {@code failure} in one line.
 */
public final class Completion {
    /** Where it is published, within this process only. */
    public static final String ADDRESS = "warmer.completion";

    private static final DeliveryOptions LOCAL = new DeliveryOptions().setLocalOnly(true);

    private Completion() {}

    /**
     * Gives word once {@code work} is done.
     *
     * @param context the context of the verticle's instance
     */
    public static void announce(Vertx vertx, Context context, Future<?> work) {
        JsonObject word = new JsonObject().put("deployment", context.deploymentID());
        work.onComplete(
                done -> vertx.eventBus().publish(ADDRESS, word, LOCAL),
                failure -> vertx.eventBus().publish(ADDRESS, word.put("failure", failure.getMessage()), LOCAL));
    }

    /** Hears each word, on a context of its own. */
    public static MessageConsumer<JsonObject> hear(Vertx vertx, Handler<JsonObject> handler) {
        return vertx.eventBus().localConsumer(ADDRESS, message -> handler.handle(message.body()));
    }
}
