package dev.warmer.eventloop;

import dev.warmer.config.Schema;
import dev.warmer.config.ServerConfig;
import dev.warmer.connection.ConnectionListener;
import dev.warmer.connection.Limits;
import dev.warmer.connection.ServerConnection;
import dev.warmer.game.Range;
import dev.warmer.game.Strategy;
import dev.warmer.lifecycle.OutputQueue;
import dev.warmer.lifecycle.ServerVerticleBase;
import dev.warmer.net.BindFailedException;
import dev.warmer.netty.AcceptHook;
import dev.warmer.netty.DirectConnection;
import dev.warmer.netty.EventLoopBuffers;
import dev.warmer.netty.QuickAck;
import dev.warmer.protocol.ProtocolException;
import dev.warmer.protocol.ReplyBuffer;
import dev.warmer.tls.Credentials;
import dev.warmer.tls.HandshakeFailure;
import dev.warmer.tls.TlsOptions;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
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
public final class ServerVerticle extends ServerVerticleBase implements AcceptHook.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(ServerVerticle.class);

    // Shared by all connections of this event loop, which is done with one before it serves the next.
    private final ReplyBuffer replies = new ReplyBuffer();
    private final byte[] lineBytes = new byte[Limits.READ_BYTES];
    private final EventLoopBuffers buffers = new EventLoopBuffers();

    private Function<Range, Strategy> strategies;
    private NetServer server;
    private NetServerOptions options;
    private volatile boolean secure;

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
        return Schema.SERVER.read(json);
    }

    @Override
    protected Future<?> listen(Optional<Credentials> tls) {
        ServerConfig config = serverConfig();
        strategies = newStrategies();
        options = new NetServerOptions().setTcpNoDelay(true).setSendBufferSize(Limits.SEND_BUFFER_BYTES);
        secure = tls.isPresent();
        tls.ifPresent(credentials -> TlsOptions.server(
                options,
                config.tls().orElseThrow(),
                credentials,
                config.limits().handshakeTimeout()));
        QuickAck.initialize();
        server = AcceptHook.createServer(vertx, options, this)
                .connectHandler(this::connected)
                .exceptionHandler(e -> {}); // handshakeFailed() reports it, with the address
        return server.listen(config.port(), config.host())
                .recover(cause -> Future.failedFuture(new BindFailedException(config.host(), config.port(), cause)))
                .onSuccess(listening -> LOG.info("listening on {}:{}", config.host(), listening.actualPort()));
    }

    @Override
    protected void limitsChanged(Limits limits) {
        options.setSslHandshakeTimeout(limits.handshakeTimeout().toMillis()); // the server has no copy of them
    }

    @Override
    public void handshakeFailed(InetSocketAddress remote, Throwable cause, long acceptedAt) {
        metrics()
                .handshakeFailedBeforeOpen(
                        SocketAddress.inetSocketAddress(remote), HandshakeFailure.describe(cause), acceptedAt);
    }

    @Override
    protected Future<?> updateTls(Credentials renewed) {
        return server.updateSSLOptions(TlsOptions.server(serverConfig().tls().orElseThrow(), renewed));
    }

    /** A TLS connection takes its place before the handshake, and is closed without one if there is none. */
    @Override
    public boolean accepted(InetSocketAddress remote) {
        if (!secure) {
            boolean acquired = state().acquireSocket();
            if (!acquired) {
                refused(remote, "limit of connections and refused ones reached");
            }
            return acquired;
        }
        try {
            state().reserve(remote.getAddress().getHostAddress());
            return true;
        } catch (ProtocolException e) {
            refused(remote, e.code() + " " + e.getMessage());
            return false;
        }
    }

    private void refused(InetSocketAddress remote, String detail) {
        metrics().refusedBeforeOpen(SocketAddress.inetSocketAddress(remote), detail);
    }

    @Override
    public void closed(InetSocketAddress remote) {
        if (secure) {
            state().release(remote.getAddress().getHostAddress());
        } else {
            state().releaseSocket();
        }
    }

    @Override
    public void acceptFailed(Throwable cause) {
        metrics().failedBeforeOpen(cause);
    }

    private void connected(NetSocket socket) {
        SocketAddress peer = socket.remoteAddress();
        if (peer == null) {
            metrics().failedBeforeOpen(new SocketException("closed by the peer at once"));
            socket.close();
            return;
        }
        ConnectionListener events = newListener(peer);
        long now = System.nanoTime();
        ServerConnection connection = secure
                ? state().opened(strategies, replies, events, now)
                : state().accepted(peer.hostAddress(), strategies, replies, events, now);
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
