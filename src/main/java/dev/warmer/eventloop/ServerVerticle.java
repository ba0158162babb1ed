package dev.warmer.eventloop;

import dev.warmer.config.ConfigUpdates;
import dev.warmer.config.Schema;
import dev.warmer.config.ServerConfig;
import dev.warmer.config.TlsConfig.ServerTls;
import dev.warmer.connection.ConnectionLimiter;
import dev.warmer.connection.Limits;
import dev.warmer.game.Range;
import dev.warmer.game.Strategy;
import dev.warmer.lifecycle.ServerRegistry;
import dev.warmer.metrics.ConnectionMetrics;
import dev.warmer.metrics.ServerTelemetry;
import dev.warmer.net.BindFailedException;
import dev.warmer.netty.DirectSocket;
import dev.warmer.netty.LoopBuffers;
import dev.warmer.protocol.ProtocolException;
import dev.warmer.protocol.ReplyBuffer;
import dev.warmer.protocol.Session;
import dev.warmer.protocol.Transcript;
import dev.warmer.tls.HandshakeFailure;
import dev.warmer.tls.Reload;
import dev.warmer.tls.TlsOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.net.SocketException;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server on event loops: no connection has a thread, and none ever waits.
 *
 * <p>Any number of instances may be deployed; Vert.x spreads the connections over them. See {@link ServerConfig} for
 * what can be tuned.
 */
public final class ServerVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(ServerVerticle.class);
    /** How much longer than the games the connections have to end, so that their last words arrive. */
    private static final long FAREWELL_MS = 3_000;

    private final Transcript transcript;
    private final Set<Connection> open = new HashSet<>();
    private final LoopBuffers buffers = new LoopBuffers();
    private final ReplyBuffer replies = new ReplyBuffer();

    private Limits limits;
    private Function<Range, Strategy> strategies;
    private ServerTelemetry telemetry;
    private ConnectionLimiter admission;
    private NetServer server;
    private Optional<Reload> reload = Optional.empty();
    private boolean draining;

    /** Tells its transcript, if it is to tell one, on standard output. */
    public ServerVerticle() {
        this(System.out::println);
    }

    /** @param transcript takes each line of the transcript, on the event loop */
    public ServerVerticle(Consumer<String> transcript) {
        this.transcript = new Transcript(transcript);
    }

    @Override
    public Future<?> start() {
        ServerConfig config = Schema.SERVER.read(config());
        limits = config.limits();
        strategies = config.strategy().factory(new SplittableRandom(new SecureRandom().nextLong()));
        telemetry = new ServerTelemetry(vertx, transcript, config.transcript());
        admission = ConnectionLimiter.of(vertx);
        ConfigUpdates.subscribe(
                vertx, context, json -> limits = Schema.SERVER.read(json).limits());
        NetServerOptions options =
                new NetServerOptions().setTcpNoDelay(true).setSendBufferSize(Limits.SEND_BUFFER_BYTES);
        return config.tls().map(tls -> listenWithTls(config, options, tls)).orElseGet(() -> listen(config, options));
    }

    private Future<NetServer> listenWithTls(ServerConfig config, NetServerOptions options, ServerTls tls) {
        Reload files = new Reload(vertx, tls.files());
        reload = Optional.of(files);
        return files.read()
                .compose(read -> listen(config, TlsOptions.server(options, tls, read, limits.idleTimeout()))
                        .onSuccess(listening -> files.start(
                                deploymentID(),
                                read,
                                fresh -> server.updateSSLOptions(TlsOptions.server(tls, fresh)))));
    }

    private Future<NetServer> listen(ServerConfig config, NetServerOptions options) {
        server = vertx.createNetServer(options)
                .connectHandler(this::connected)
                .exceptionHandler(e -> telemetry.handshakeFailed(HandshakeFailure.describe(e)));
        return server.listen(config.port(), config.host())
                .recover(cause -> Future.failedFuture(new BindFailedException(config.host(), config.port(), cause)))
                .onSuccess(listening -> {
                    LOG.info("listening on {}:{}", config.host(), listening.actualPort());
                    ServerRegistry.of(vertx).setListening(context);
                    tickLater();
                });
    }

    /** {@return the TCP port that it listens on, once it is started} */
    public int port() {
        return server.actualPort();
    }

    private void connected(NetSocket accepted) {
        DirectSocket socket = DirectSocket.under(accepted, buffers);
        if (socket.remoteAddress() == null) {
            telemetry.unopened(new SocketException("the peer was gone at once"));
            accepted.close();
            return;
        }
        ConnectionMetrics seen = telemetry.opened(socket.remoteAddress());
        Session session = new Session(strategies, limits.maxLineLength(), seen);
        Connection connection = new Connection(socket, session, replies, seen, limits.maxLineLength());
        open.add(connection);
        Optional<ProtocolException> full = admit(address(socket));
        socket.closeHandler(() -> {
            open.remove(connection);
            connection.closed();
            if (full.isEmpty()) {
                admission.leave(address(socket));
            }
        });
        socket.start(connection);
        full.ifPresent(connection::refuse);
        if (draining) {
            connection.drain();
        }
    }

    private static String address(DirectSocket socket) {
        return socket.remoteAddress().getAddress().getHostAddress();
    }

    private Optional<ProtocolException> admit(String address) {
        try {
            admission.enter(address, limits);
            return Optional.empty();
        } catch (ProtocolException full) {
            return Optional.of(full);
        }
    }

    private void tickLater() {
        vertx.setTimer(limits.checkInterval().toMillis(), tick -> {
            tickLater(); // first, so that no failure ends the ticking
            long now = System.nanoTime();
            List.copyOf(open).forEach(connection -> connection.tick(now, limits));
            telemetry.tick();
        });
    }

    /** Lets games in progress go on for a while, and takes no more connections. */
    @Override
    public Future<?> stop() {
        if (server == null) {
            return Future.succeededFuture();
        }
        draining = true;
        ServerRegistry.of(vertx).setDraining(context);
        reload.ifPresent(files -> files.stop(deploymentID()));
        long drainMs = limits.drainTimeout().toMillis();
        LOG.info("stopping: connections open {}, their games have {} ms to end", open.size(), drainMs);
        List.copyOf(open).forEach(Connection::drain);
        vertx.timer(Math.max(1, drainMs)).onSuccess(late -> List.copyOf(open).forEach(Connection::shutDown));
        return server.shutdown(drainMs + FAREWELL_MS, TimeUnit.MILLISECONDS)
                .onComplete(done -> ServerRegistry.of(vertx).remove(context));
    }
}
