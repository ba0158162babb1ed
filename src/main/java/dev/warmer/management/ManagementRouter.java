package dev.warmer.management;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Routes an HTTP request by its path: the three paths of the management server. */
final class ManagementRouter implements Handler<HttpServerRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(ManagementRouter.class);
    private static final Set<HttpMethod> ALLOWED = Set.of(HttpMethod.GET, HttpMethod.HEAD);

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

    ManagementRouter(Vertx vertx, Health health, Meters meters) {
        // Formatting all metrics takes milliseconds, which is too long for an event loop.
        Supplier<Future<HttpReply>> metrics = () -> vertx.executeBlocking(meters::scrape, false)
                .map(text -> new HttpReply(200, "text/plain; version=0.0.4; charset=utf-8", text));
        routes = Map.of(
                "/health/live", () -> health.check("live"),
                "/health/ready", () -> health.check("ready"),
                "/metrics", metrics);
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
                LOG.error("cannot answer {}", request.path(), failure);
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
