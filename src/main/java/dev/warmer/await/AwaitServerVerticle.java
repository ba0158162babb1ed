package dev.warmer.await;

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
import dev.warmer.netty.QuickAck;
import dev.warmer.protocol.ReplyBuffer;
import dev.warmer.tls.Credentials;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
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
 * The server on virtual threads of Vert.x: each connection has one, which awaits its peer. To be deployed with the
 * threading model {@link ThreadingModel#VIRTUAL_THREAD}, which needs Java 21.
 *
 * <p>The transport has to be NIO. When a peer has closed its side, and nothing is unsent for a moment, Netty 4.2.18 removes
 * its socket from epoll, and closes it when a later write has to wait.
 *
 * <p>Any number of instances may be deployed; Vert.x distributes the connections. The threads of an instance run one at a
 * time, and all instances of a deployment share one event loop, by which Vert.x reads and writes their sockets.
 */
public final class AwaitServerVerticle extends ServerVerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(AwaitServerVerticle.class);

    private Function<Range, Strategy> strategies;
    private NetServer server;
    private NetServerOptions options;

    /** Prints its transcript, if the configuration wants one, on standard output. */
    public AwaitServerVerticle() {
        this(OutputQueue.STDOUT::offer);
    }

    /** @param transcript receives each line of the transcript, on the thread of the connection */
    public AwaitServerVerticle(Consumer<String> transcript) {
        super(transcript);
    }

    @Override
    protected ServerConfig readConfig(JsonObject json) {
        if (context.threadingModel() != ThreadingModel.VIRTUAL_THREAD) {
            throw new InvalidConfigException("threadingModel", context.threadingModel(), "VIRTUAL_THREAD");
        }
        if (vertx.isNativeTransportEnabled()) {
            throw new InvalidConfigException(
                    "transport", "a native transport", "nio; with epoll, replies would be lost");
        }
        return Schema.AWAIT_SERVER.read(json);
    }

    @Override
    protected Driver driver(ServerConfig config) {
        return Driver.AWAIT;
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
        server = AcceptHook.createServer(vertx, options, this, false)
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

    /** Runs on a virtual thread of its own, until the connection is closed. */
    private void connected(NetSocket socket) {
        ServerConnection connection = state().open(
                        AcceptHook.admission(socket),
                        strategies,
                        new ReplyBuffer(),
                        newListener(socket.remoteAddress()),
                        System.nanoTime());
        new PeerConnection(state(), connection, new PeerSocket(socket), open()).run();
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
