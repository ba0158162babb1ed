package dev.warmer.management;

import dev.warmer.lifecycle.ServerRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.healthchecks.CheckResult;
import io.vertx.ext.healthchecks.HealthChecks;
import io.vertx.ext.healthchecks.Status;

/** Whether the process is well (or is better started anew), and whether to send it peers. */
final class Health {
    /** An event loop that takes longer is stuck, not busy. */
    private static final long STUCK_MS = 5_000;

    private final ServerRegistry servers;
    private final HealthChecks checks;

    Health(Vertx vertx) {
        servers = ServerRegistry.of(vertx);
        checks = HealthChecks.create(vertx)
                .register("live", STUCK_MS, this::live)
                .register("ready", this::ready);
    }

    Future<HttpReply> live() {
        return checks.checkStatus("live").map(Health::page);
    }

    Future<HttpReply> ready() {
        return checks.checkStatus("ready").map(Health::page);
    }

    private void live(Promise<Status> status) {
        Future.all(servers.listening().stream().map(Health::ping).toList())
                .onSuccess(all -> status.tryComplete(Status.OK()));
    }

    private static Future<Void> ping(Context context) {
        Promise<Void> pong = Promise.promise();
        context.runOnContext(ran -> pong.complete());
        return pong.future();
    }

    private void ready(Promise<Status> status) {
        JsonObject data = new JsonObject()
                .put("listening", servers.listening().size())
                .put("draining", servers.draining().size());
        status.complete(servers.isReady() ? Status.OK(data) : Status.KO(data));
    }

    private static HttpReply page(CheckResult result) {
        return new HttpReply(
                CheckResult.isUp(result) ? 200 : 503,
                "application/json",
                result.toJson().encode() + "\n");
    }
}
