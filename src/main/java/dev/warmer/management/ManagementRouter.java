package dev.warmer.management;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers each request with the page it asks for; there are three, which is too few for a router. */
final class ManagementRouter implements Handler<HttpServerRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(ManagementRouter.class);

    private static final Set<HttpMethod> ALLOWED = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private final Map<String, Supplier<Future<HttpReply>>> pages;

    ManagementRouter(Vertx vertx, Health health, Meters meters) {
        // To write all the metrics takes some milliseconds, in which an event loop has better things to do.
        Supplier<Future<HttpReply>> metrics = () -> vertx.executeBlocking(meters::page, false);
        pages = Map.of("/health/live", health::live, "/health/ready", health::ready, "/metrics", metrics);
    }

    @Override
    public void handle(HttpServerRequest request) {
        Supplier<Future<HttpReply>> page = pages.get(String.valueOf(request.path()));
        if (page == null) {
            refuse(request, HttpReply.text(404, "not found: there are /health/live, /health/ready and /metrics"));
        } else if (!ALLOWED.contains(request.method())) {
            request.response().putHeader(HttpHeaders.ALLOW, "GET, HEAD");
            refuse(request, HttpReply.text(405, "not allowed: only GET and HEAD are"));
        } else {
            page.get().onComplete(made -> made.send(request.response()), bug -> {
                LOG.error("cannot answer {}", request.path(), bug);
                HttpReply.text(500, "the server failed").send(request.response());
            });
        }
    }

    /** Ends the connection too, so that no body need be read. */
    private static void refuse(HttpServerRequest request, HttpReply page) {
        request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        page.send(request.response()).onComplete(sent -> request.connection().close());
    }
}
