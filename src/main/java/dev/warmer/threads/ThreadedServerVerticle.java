package dev.warmer.threads;

import dev.warmer.config.InvalidConfigException;
import dev.warmer.config.Schema;
import dev.warmer.config.ServerConfig;
import dev.warmer.connection.Admission;
import dev.warmer.connection.ConnectionListener;
import dev.warmer.connection.Limits;
import dev.warmer.connection.ServerConnection;
import dev.warmer.lifecycle.OutputQueue;
import dev.warmer.lifecycle.ServerVerticleBase;
import dev.warmer.metrics.Driver;
import dev.warmer.net.BindFailedException;
import dev.warmer.protocol.ReplyBuffer;
import dev.warmer.tls.Credentials;
import dev.warmer.tls.TlsSockets;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server on threads, as the lesson begins: one thread accepts, and each connection has a thread that waits for its
 * peer. The threads are platform or virtual ones, by the configuration; see {@link ServerConfig#virtualThreads}.
 *
 * <p>One instance takes any number of connections, so no more may be deployed.
 */
public final class ThreadedServerVerticle extends ServerVerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(ThreadedServerVerticle.class);
    private static final long ACCEPT_AGAIN_NANOS = 100_000_000;

    private final Promise<Void> acceptorEnded = Promise.promise();
    private ThreadFactory threads;
    private ServerSocket listener;
    /** Makes TLS sockets; empty for plaintext. */
    private volatile Optional<TlsSockets> tls = Optional.empty();

    /** Prints its transcript, if the configuration wants one, on standard output. */
    public ThreadedServerVerticle() {
        this(OutputQueue.STDOUT::offer);
    }

    /** @param transcript receives each line of the transcript, on the thread of the connection */
    public ThreadedServerVerticle(Consumer<String> transcript) {
        super(transcript);
    }

    @Override
    protected ServerConfig readConfig(JsonObject json) {
        if (context.getInstanceCount() > 1) {
            throw new InvalidConfigException(
                    "instances", context.getInstanceCount(), "1, which takes any number of connections");
        }
        ServerConfig config = Schema.THREADED_SERVER.read(json);
        threads = Threads.named("connection", config.virtualThreads());
        return config;
    }

    @Override
    protected Driver driver(ServerConfig config) {
        return config.virtualThreads() ? Driver.VIRTUAL_THREADS : Driver.THREADS;
    }

    @Override
    protected Future<?> listen(Optional<Credentials> credentials) {
        return vertx.executeBlocking(() -> {
                    tls = credentials.map(read -> new TlsSockets(vertx, read));
                    listener = bind(serverConfig());
                    return listener;
                })
                .onSuccess(bound -> {
                    LOG.info("listening on {}", serverConfig().address(port()));
                    Threads.named("acceptor", false).newThread(this::accept).start();
                });
    }

    static ServerSocket bind(ServerConfig config) throws BindFailedException {
        PeerSocket.initialize();
        try {
            ServerSocket listener = new ServerSocket();
            if (config.reusePort()) {
                listener.setOption(StandardSocketOptions.SO_REUSEPORT, true);
            }
            listener.bind(new InetSocketAddress(InetAddress.getByName(config.host()), config.port()), config.backlog());
            listener.setReceiveBufferSize(Limits.RECEIVE_BUFFER_BYTES); // inherited by accepted sockets
            return listener;
        } catch (IOException e) {
            throw new BindFailedException(config.address(config.port()), e);
        }
    }

    @Override
    protected Future<?> updateTls(Credentials renewed) {
        return vertx.executeBlocking(() -> tls = Optional.of(new TlsSockets(vertx, renewed)));
    }

    /** A failure is most likely for want of file descriptors, memory or threads: open connections are served on. */
    private void accept() {
        while (!listener.isClosed()) {
            try {
                accepted(listener.accept());
            } catch (IOException | RuntimeException | Error e) {
                if (!listener.isClosed()) {
                    acceptFailed(e);
                    LockSupport.parkNanos(ACCEPT_AGAIN_NANOS);
                }
            }
        }
        acceptorEnded.tryComplete();
    }

    private void accepted(Socket socket) {
        try {
            SocketAddress peer = SocketAddress.inetSocketAddress((InetSocketAddress) socket.getRemoteSocketAddress());
            accepted(peer).ifPresentOrElse(admission -> open(socket, peer, admission), () -> PeerSocket.close(socket));
        } catch (RuntimeException | Error e) {
            PeerSocket.close(socket);
            throw e;
        }
    }

    private void open(Socket socket, SocketAddress peer, Admission admission) {
        try {
            ConnectionListener events = newListener(peer);
            ServerConnection connection =
                    state().open(admission, newStrategies(), new ReplyBuffer(), events, System.nanoTime());
            if (connection.acceptsLines()) {
                PeerSocket peerSocket =
                        new PeerSocket(socket, tls, serverConfig().tls());
                start(new PeerConnection(state(), connection, peerSocket, open()));
            } else {
                new RefusedConnection(socket, connection, open()).start();
            }
        } catch (RuntimeException | Error e) {
            admission.release();
            throw e;
        }
    }

    private void start(PeerConnection connection) {
        open().add(connection);
        try {
            threads.newThread(connection).start();
        } catch (Error noThread) {
            connection.close();
            throw noThread;
        }
    }

    @Override
    protected Future<?> stopListening(long timeoutMs) {
        if (listener == null) {
            return Future.succeededFuture();
        }
        try {
            listener.close();
        } catch (IOException e) {
            LOG.warn("failed to close the listening socket: {}", e.getMessage());
        }
        return acceptorEnded.future(); // until then the port is not free
    }

    @Override
    public int port() {
        return listener.getLocalPort();
    }
}
