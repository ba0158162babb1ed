package dev.warmer.management;

import dev.warmer.config.Schema;
import dev.warmer.net.BindFailedException;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.SocketAddress;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves health checks and metrics over HTTP, on a port of its own.
 *
 * <p>To be deployed first and undeployed last, so that it reports on the others as they start and stop. Its event loop
 * is then its own, unless there are as many server instances as event loops. See {@link Schema#HTTP} for its
 * configuration.
 */
public final class ManagementVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(ManagementVerticle.class);
    private static final long PROBE_MS = 500;

    private Meters meters;
    private HttpServer server;

    @Override
    public Future<?> start() {
        SocketAddress config = Schema.HTTP.read(config());
        meters = Meters.of(vertx);
        // Micrometer loads many classes, which takes too long for an event loop.
        return vertx.executeBlocking(() -> {
                    meters.bind(vertx);
                    return config;
                })
                .compose(this::listen);
    }

    private Future<HttpServer> listen(SocketAddress config) {
        vertx.setPeriodic(PROBE_MS, probe -> meters.probeEventLoops(vertx));
        server = vertx.createHttpServer(options())
                .requestHandler(new ManagementRouter(vertx, meters))
                .connectionHandler(connection -> connection.exceptionHandler(
                        e -> LOG.debug("connection to health and metrics failed: {}", e.toString())));
        return server.listen(config.port(), config.host())
                .recover(cause -> Future.failedFuture(new BindFailedException(config.host(), config.port(), cause)))
                .onSuccess(listening ->
                        LOG.info("health and metrics on http://{}:{}", config.host(), listening.actualPort()));
    }

    /** Requests are short, and have no body. */
    private static HttpServerOptions options() {
        return new HttpServerOptions()
                .setMaxInitialLineLength(1024)
                .setMaxHeaderSize(8192)
                .setHttp2ClearTextEnabled(false)
                .setIdleTimeout(60)
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
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
