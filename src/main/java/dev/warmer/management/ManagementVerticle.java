package dev.warmer.management;

import dev.warmer.config.HttpConfig;
import dev.warmer.config.Schema;
import dev.warmer.net.BindFailedException;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves health and metrics over HTTP, on a port of its own that is not for the peers of the game.
 *
 * <p>To be deployed first and undeployed last, so that it can tell of the others as they start and stop. See {@link
 * HttpConfig} for what can be tuned.
 */
public final class ManagementVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(ManagementVerticle.class);
    private static final long PROBE_MS = 500;

    private HttpServer server;

    @Override
    public Future<?> start() {
        HttpConfig config = Schema.HTTP.read(config());
        Meters meters = Meters.of(vertx);
        // Micrometer has many classes to load, for which an event loop has no time.
        return vertx.executeBlocking(() -> {
                    meters.bind(vertx);
                    return meters;
                })
                .compose(bound -> listen(config, meters));
    }

    private Future<HttpServer> listen(HttpConfig config, Meters meters) {
        EventLoopLag lag = new EventLoopLag(vertx, meters.registry());
        vertx.setPeriodic(PROBE_MS, probe -> lag.probe());
        server = vertx.createHttpServer(options())
                .requestHandler(new ManagementRouter(vertx, new Health(vertx), meters))
                .connectionHandler(connection ->
                        connection.exceptionHandler(e -> LOG.debug("a connection failed: {}", e.toString())));
        return server.listen(config.port(), config.host())
                .recover(cause -> Future.failedFuture(new BindFailedException(config.host(), config.port(), cause)))
                .onSuccess(listening ->
                        LOG.info("health and metrics on http://{}:{}", config.host(), listening.actualPort()));
    }

    /** Whoever asks here asks little, and at once. */
    private static HttpServerOptions options() {
        return new HttpServerOptions()
                .setMaxInitialLineLength(1024)
                .setMaxHeaderSize(8192)
                .setHttp2ClearTextEnabled(false)
                .setIdleTimeout(60)
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
    }

    /** {@return the TCP port that it listens on, once it is started} */
    public int port() {
        return server.actualPort();
    }
}
