package dev.warmer.management;

import dev.warmer.lifecycle.ServerRegistry;
import dev.warmer.management.ManagementRouter.HttpReply;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.healthchecks.CheckResult;
import io.vertx.ext.healthchecks.HealthChecks;
import io.vertx.ext.healthchecks.Status;

/**
 * Liveness and readiness checks. The process is alive if the event loop of each server runs a task within 5 s; it is
 * ready if servers listen and none is draining.
 */
final class Health {
    /** An event loop that takes longer is blocked, not busy. */
    private static final long BLOCKED_MS = 5_000;

    private final ServerRegistry servers;
    private final HealthChecks checks;

    Health(Vertx vertx) {
        servers = ServerRegistry.of(vertx);
        checks = HealthChecks.create(vertx)
                .register("live", BLOCKED_MS, this::live)
                .register("ready", this::ready);
    }

    /** Runs one of the checks, {@code live} or {@code ready}. */
    Future<HttpReply> check(String name) {
        return checks.checkStatus(name)
                .map(result -> new HttpReply(
                        CheckResult.isUp(result) ? 200 : 503,
                        "application/json",
                        result.toJson().encode() + "\n"));
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
}
