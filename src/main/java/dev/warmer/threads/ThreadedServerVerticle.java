package dev.warmer.threads;

import dev.warmer.config.ConfigUpdates;
import dev.warmer.config.InvalidConfigException;
import dev.warmer.config.Schema;
import dev.warmer.config.ThreadedServerConfig;
import dev.warmer.config.TlsConfig.ServerTls;
import dev.warmer.connection.ConnectionLimiter;
import dev.warmer.lifecycle.ServerRegistry;
import dev.warmer.metrics.ServerTelemetry;
import dev.warmer.protocol.Transcript;
import dev.warmer.tls.Credentials;
import dev.warmer.tls.Reload;
import dev.warmer.tls.TlsSockets;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Starts and stops the server on threads, so that it is launched like any other.
 *
 * <p>One instance takes any number of connections, so no more may be deployed. See {@code ThreadedServerConfig} for
 * what can be tuned.
 */
public final class ThreadedServerVerticle extends VerticleBase {
    private final Transcript transcript;
    private ThreadedServer server;
    private Optional<Reload> reload = Optional.empty();

    /** Tells its transcript, if it is to tell one, on standard output. */
    public ThreadedServerVerticle() {
        this(System.out::println);
    }

    /** @param transcript takes each line of the transcript, on the thread of the connection */
    public ThreadedServerVerticle(Consumer<String> transcript) {
        this.transcript = new Transcript(transcript);
    }

    @Override
    public Future<?> start() {
        if (context.getInstanceCount() > 1) {
            throw new InvalidConfigException(
                    "instances", context.getInstanceCount(), "1, which takes any number of connections");
        }
        ThreadedServerConfig config = Schema.THREADED_SERVER.read(config());
        server = new ThreadedServer(
                config,
                new ServerTelemetry(vertx, transcript, config.server().transcript()),
                ConnectionLimiter.of(vertx));
        ConfigUpdates.subscribe(
                vertx,
                context,
                json -> server.limit(Schema.THREADED_SERVER.read(json).server().limits()));
        return config.server().tls().map(this::listenWithTls).orElseGet(this::listen);
    }

    private Future<?> listenWithTls(ServerTls tls) {
        Reload files = new Reload(vertx, tls.files());
        reload = Optional.of(files);
        return files.read()
                .compose(read -> secure(read)
                        .compose(v -> listen())
                        .onSuccess(listening -> files.start(deploymentID(), read, this::secure)));
    }

    private Future<?> secure(Credentials credentials) {
        return vertx.executeBlocking(() -> {
            server.secure(new TlsSockets(vertx, credentials));
            return null;
        });
    }

    private Future<?> listen() {
        return vertx.executeBlocking(() -> {
                    server.start();
                    return server.port();
                })
                .onSuccess(listening -> ServerRegistry.of(vertx).setListening(context));
    }

    @Override
    public Future<?> stop() {
        reload.ifPresent(files -> files.stop(deploymentID()));
        if (server == null) {
            return Future.succeededFuture();
        }
        ServerRegistry.of(vertx).setDraining(context);
        return vertx.executeBlocking(() -> {
                    server.stop();
                    return null;
                })
                .onComplete(done -> ServerRegistry.of(vertx).remove(context));
    }

    /** {@return the TCP port that it listens on, once it is started} */
    public int port() {
        return server.port();
    }
}
