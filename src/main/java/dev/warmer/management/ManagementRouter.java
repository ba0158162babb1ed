package dev.warmer.management;

import dev.warmer.lifecycle.ServerRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.healthchecks.CheckResult;
import io.vertx.ext.healthchecks.HealthChecks;
import io.vertx.ext.healthchecks.Status;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Routes an HTTP request by its path: to the liveness check, the readiness check or the metrics. The process is alive if
 * the event loop of each server runs a task within 5 s; it is ready if servers listen and none is draining.
 */
final class ManagementRouter implements Handler<HttpServerRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(ManagementRouter.class);
    private static final Set<HttpMethod> ALLOWED = Set.of(HttpMethod.GET, HttpMethod.HEAD);
    /** An event loop that takes longer is blocked, not busy. */
    private static final long BLOCKED_MS = 5_000;

    private final ServerRegistry servers;
    private final HealthChecks checks;
    private final Map<String, Supplier<Future<HttpReply>>> routes;

    /**
     * The response to a request.
     *
     * @param status the HTTP status
     * @param type the content type
     * @param body the content
     */
    record HttpReply(int status, String type, String body) {
        private static HttpReply text(int status, String body) {
            return new HttpReply(status, "text/plain; charset=utf-8", body + "\n");
        }

        private Future<Void> send(HttpServerResponse response) {
            return response.setStatusCode(status)
                    .putHeader(HttpHeaders.CONTENT_TYPE, type)
                    .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                    .end(body);
        }
    }

    ManagementRouter(Vertx vertx, Meters meters) {
        servers = ServerRegistry.of(vertx);
        checks = HealthChecks.create(vertx)
                .register("live", BLOCKED_MS, this::live)
                .register("ready", this::ready);
        // Formatting all metrics takes milliseconds, which is too long for an event loop.
        Supplier<Future<HttpReply>> metrics = () -> vertx.executeBlocking(meters::scrape, false)
                .map(text -> new HttpReply(200, "text/plain; version=0.0.4; charset=utf-8", text));
        routes = Map.of(
                "/health/live", () -> check("live"),
                "/health/ready", () -> check("ready"),
                "/metrics", metrics);
    }

    private Future<HttpReply> check(String name) {
        return checks.checkStatus(name)
                .map(result -> new HttpReply(
                        CheckResult.isUp(result) ? 200 : 503,
                        "application/json",
                        result.toJson().encode() + "\n"));
    }

    private void live(Promise<Status> status) {
        Future.all(servers.listening().stream().map(ManagementRouter::ping).toList())
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

    @Override
    public void handle(HttpServerRequest request) {
        Supplier<Future<HttpReply>> route = routes.get(String.valueOf(request.path()));
        if (route == null) {
            reject(request, HttpReply.text(404, "not found; paths: /health/live, /health/ready, /metrics"));
        } else if (!ALLOWED.contains(request.method())) {
            request.response().putHeader(HttpHeaders.ALLOW, "GET, HEAD");
            reject(request, HttpReply.text(405, "method not allowed; allowed: GET, HEAD"));
        } else {
            route.get().onComplete(reply -> reply.send(request.response()), failure -> {
                LOG.error("request for {} failed", request.path(), failure);
                HttpReply.text(500, "internal server error").send(request.response());
            });
        }
    }

    /** Closes the connection too, so that a request body need not be read. */
    private static void reject(HttpServerRequest request, HttpReply reply) {
        request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        reply.send(request.response()).onComplete(sent -> request.connection().close());
    }
}
