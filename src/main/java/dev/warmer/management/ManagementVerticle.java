package dev.warmer.management;

import dev.warmer.config.HttpConfig;
import dev.warmer.config.Schema;
import dev.warmer.config.ServerConfig;
import dev.warmer.lifecycle.ServerRegistry;
import dev.warmer.net.BindFailedException;
import dev.warmer.pages.Hosts;
import dev.warmer.pages.Pages;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.healthchecks.CheckResult;
import io.vertx.ext.healthchecks.HealthChecks;
import io.vertx.ext.healthchecks.Status;
import io.vertx.ext.web.Router;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves health checks, metrics and the board over HTTP, on a port of its own. The process is alive if the event loop of each
 * server runs a task within 5 s; it is ready if servers listen and none is stopping.
 *
 * <p>To be deployed first and undeployed last, so that it reports on the others as they start and stop. Its event loop
 * is then its own, unless there are as many server instances as event loops. See {@link Schema#HTTP} for its
 * configuration.
 */
public final class ManagementVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(ManagementVerticle.class);
    private static final long PROBE_MS = 500;
    /** An event loop that takes longer is blocked, not busy. */
    static final long BLOCKED_MS = 5_000;

    /** What the kernel keeps for a viewer of the board that does not read. */
    private static final int SEND_BUFFER_BYTES = 1 << 16;

    private static final Set<HttpMethod> ALLOWED = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private final Map<String, Supplier<Future<HttpReply>>> routes = Map.of(
            "/health/live", () -> check("live"),
            "/health/ready", () -> check("ready"),
            "/metrics", this::scrape);
    private Meters meters;
    private ServerRegistry servers;
    private HealthChecks checks;
    private HttpServer server;
    private Router pages;
    private Hosts hosts;

    /**
     * The response to a request.
     *
     * @param status the HTTP status
     * @param type the content type
     * @param body the content
     */
    private record HttpReply(int status, String type, String body) {
        static HttpReply text(int status, String body) {
            return new HttpReply(status, "text/plain; charset=utf-8", body + "\n");
        }

        Future<Void> send(HttpServerResponse response) {
            return response.setStatusCode(status)
                    .putHeader(HttpHeaders.CONTENT_TYPE, type)
                    .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                    .end(body);
        }
    }

    @Override
    public Future<?> start() {
        HttpConfig config = Schema.HTTP.read(config());
        meters = Meters.of(vertx);
        servers = ServerRegistry.of(vertx);
        checks = HealthChecks.create(vertx)
                .register("live", BLOCKED_MS, this::live)
                .register("ready", this::ready);
        // Micrometer loads many classes, which takes too long for an event loop.
        return vertx.executeBlocking(() -> {
                    meters.bind(vertx);
                    return config.node().orElseGet(ManagementVerticle::hostName);
                })
                .compose(node -> listen(config, node));
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    private Future<HttpServer> listen(HttpConfig config, String node) {
        vertx.setPeriodic(PROBE_MS, probe -> meters.probeEventLoops(vertx));
        hosts = new Hosts(Stream.concat(config.hosts().stream(), Stream.of(config.host())));
        pages = Pages.router(vertx, "/board, /connections, /health/live, /health/ready, /load, /metrics");
        Future<?> board = new Board(vertx, new BoardData(vertx, meters), node).start(pages);
        server = vertx.createHttpServer(options())
                .requestHandler(this::handle)
                .connectionHandler(connection -> connection.exceptionHandler(
                        e -> LOG.debug("connection to health and metrics failed: {}", e.toString())));
        return board.compose(receiving -> server.listen(config.port(), config.host()))
                .recover(cause -> Future.failedFuture(
                        new BindFailedException(ServerConfig.address(config.host(), config.port()), cause)))
                .onSuccess(listening -> LOG.info(
                        "health, metrics and board on http://{}/board",
                        ServerConfig.address(config.host(), listening.actualPort())));
    }

    /** Requests are short, and have no body. */
    private static HttpServerOptions options() {
        HttpServerOptions options = new HttpServerOptions()
                .setMaxInitialLineLength(1024)
                .setMaxHeaderSize(8192)
                .setHttp2ClearTextEnabled(false);
        options.setSendBufferSize(SEND_BUFFER_BYTES).setIdleTimeout(60).setIdleTimeoutUnit(TimeUnit.SECONDS);
        return options;
    }

    /** Probes and scrapers use the names of services. What a browser may read has to be requested by a known name. */
    private void handle(HttpServerRequest request) {
        Supplier<Future<HttpReply>> route = routes.get(String.valueOf(request.path()));
        if (route == null && hosts.allow(request)) {
            pages.handle(request);
        } else if (route == null) {
            reject(
                    request,
                    HttpReply.text(421, "Host is not allowed: an IP address, localhost, or a name in http.hosts"));
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

    private Future<HttpReply> check(String name) {
        return checks.checkStatus(name)
                .map(result -> new HttpReply(
                        CheckResult.isUp(result) ? 200 : 503,
                        "application/json",
                        result.toJson().encode() + "\n"));
    }

    private void live(Promise<Status> status) {
        Future.all(servers.listening().keySet().stream()
                        .map(ManagementVerticle::ping)
                        .toList())
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
                .put("delaying", servers.delaying().size())
                .put("draining", servers.draining().size());
        status.complete(servers.isReady() ? Status.OK(data) : Status.KO(data));
    }

    /** Formatting all metrics takes milliseconds, which is too long for an event loop. */
    private Future<HttpReply> scrape() {
        return vertx.executeBlocking(meters::scrape, false)
                .map(text -> new HttpReply(200, "text/plain; version=0.0.4; charset=utf-8", text));
    }

    @Override
    public Future<?> stop() {
        meters.release();
        return Future.succeededFuture();
    }

    /** {@return the TCP port that it listens on, once it is started} */
    public int port() {
        return server.actualPort();
    }
}
