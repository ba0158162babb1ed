package dev.warmer.eventloop;

import dev.warmer.config.InvalidConfigException;
import dev.warmer.config.Schema;
import dev.warmer.config.ServerConfig;
import dev.warmer.connection.Limits;
import dev.warmer.connection.ServerConnection;
import dev.warmer.game.Range;
import dev.warmer.game.Strategy;
import dev.warmer.lifecycle.OutputQueue;
import dev.warmer.lifecycle.ServerVerticleBase;
import dev.warmer.metrics.Driver;
import dev.warmer.net.BindFailedException;
import dev.warmer.netty.AcceptHook;
import dev.warmer.netty.DirectConnection;
import dev.warmer.netty.EventLoopBuffers;
import dev.warmer.netty.QuickAck;
import dev.warmer.protocol.ReplyBuffer;
import dev.warmer.tls.Credentials;
import io.vertx.core.Future;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server on event loops: no connection has a thread, and none ever blocks.
 *
 * <p>Any number of instances may be deployed; Vert.x distributes the connections. See {@link ServerConfig} for the
 * configuration.
 */
public final class ServerVerticle extends ServerVerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(ServerVerticle.class);

    // Shared by all connections of this event loop, which is done with one before it serves the next.
    private final ReplyBuffer replies = new ReplyBuffer();
    private final byte[] lineBytes = new byte[Limits.READ_BYTES];
    private final EventLoopBuffers buffers = new EventLoopBuffers();

    private Function<Range, Strategy> strategies;
    private NetServer server;
    private NetServerOptions options;

    /** Prints its transcript, if the configuration wants one, on standard output. */
    public ServerVerticle() {
        this(OutputQueue.STDOUT::offer);
    }

    /** @param transcript receives each line of the transcript, on the event loop */
    public ServerVerticle(Consumer<String> transcript) {
        super(transcript);
    }

    @Override
    protected ServerConfig readConfig(JsonObject json) {
        ServerConfig config = Schema.SERVER.read(json);
        if (config.path().isPresent() && !AcceptHook.supportsPaths(vertx)) {
            throw new InvalidConfigException(
                    "path", Json.encode(config.path().get()), "none without the transport epoll");
        }
        return config;
    }

    @Override
    protected Driver driver(ServerConfig config) {
        return config.directSockets() ? Driver.DIRECT : Driver.EVENT_LOOP;
    }

    @Override
    protected Future<?> listen(Optional<Credentials> tls) {
        ServerConfig config = serverConfig();
        strategies = newStrategies();
        options = new NetServerOptions()
                .setAcceptBacklog(config.backlog())
                .setReusePort(config.reusePort())
                .setTcpNoDelay(true)
                .setSendBufferSize(Limits.SEND_BUFFER_BYTES)
                .setUseProxyProtocol(config.trustedProxies().isPresent());
        tls.ifPresent(credentials -> credentials.enable(
                options, config.tls().orElseThrow(), config.limits().handshakeTimeout()));
        QuickAck.initialize();
        server = AcceptHook.createServer(vertx, options, this, true)
                .connectHandler(this::connected)
                .exceptionHandler(e -> {}); // handshakeFailed() reports it, with the address
        return server.listen(config.socketAddress(config.port()))
                .recover(cause -> Future.failedFuture(new BindFailedException(config.address(config.port()), cause)))
                .onSuccess(listening -> LOG.info("listening on {}", config.address(listening.actualPort())));
    }

    @Override
    protected void limitsChanged(Limits limits) {
        options.setSslHandshakeTimeout(limits.handshakeTimeout().toMillis()); // the server has no copy of them
    }

    @Override
    protected Future<?> updateTls(Credentials renewed) {
        return server.updateSSLOptions(
                renewed.serverOptions(serverConfig().tls().orElseThrow()));
    }

    private void connected(NetSocket socket) {
        ServerConnection connection = state().open(
                        AcceptHook.admission(socket),
                        strategies,
                        replies,
                        newListener(socket.remoteAddress()),
                        System.nanoTime());
        int maxLineLength = state().limits().maxLineLength();
        if (serverConfig().directSockets()) {
            new DirectConnection(connection, maxLineLength).start(socket, buffers, open());
        } else {
            new PeerConnection(socket, connection, maxLineLength, lineBytes).start(open());
        }
    }

    @Override
    protected Future<?> stopListening(long timeoutMs) {
        return server == null ? Future.succeededFuture() : server.shutdown(timeoutMs, TimeUnit.MILLISECONDS);
    }

    @Override
    public int port() {
        return server.actualPort();
    }
}
