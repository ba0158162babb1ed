package dev.warmer.threads;

import dev.warmer.config.ServerConfig;
import dev.warmer.config.ThreadedServerConfig;
import dev.warmer.connection.ConnectionLimiter;
import dev.warmer.connection.Limits;
import dev.warmer.game.Range;
import dev.warmer.game.Strategy;
import dev.warmer.metrics.ConnectionMetrics;
import dev.warmer.metrics.ServerTelemetry;
import dev.warmer.net.BindFailedException;
import dev.warmer.protocol.ProtocolException;
import dev.warmer.protocol.Session;
import dev.warmer.tls.TlsSockets;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server on threads, as the lesson begins: one that accepts, one for each connection, which waits for its peer,
 * and one that looks at the clock.
 */
final class ThreadedServer {
    private static final Logger LOG = LoggerFactory.getLogger(ThreadedServer.class);
    private static final int BACKLOG = 1024;
    private static final long ACCEPT_AGAIN_MS = 100;
    /** How much longer than the games the connections have to end, so that their last words arrive. */
    private static final long FAREWELL_MS = 3_000;

    private final ServerConfig config;
    private final ServerTelemetry telemetry;
    private final ConnectionLimiter admission;
    private final ThreadFactory threads;
    private final SplittableRandom random = new SplittableRandom(new SecureRandom().nextLong());
    private final Map<Socket, Connection> open = new ConcurrentHashMap<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean draining;
    private volatile Limits limits;
    /** What makes sockets that speak TLS, if the config has them do so. */
    private volatile Optional<TlsSockets> tls = Optional.empty();

    private ServerSocket listener;
    private Thread acceptor;

    ThreadedServer(ThreadedServerConfig config, ServerTelemetry telemetry, ConnectionLimiter admission) {
        this.config = config.server();
        this.telemetry = telemetry;
        this.admission = admission;
        limits = config.server().limits();
        threads = Threads.named("connection", config.virtualThreads());
    }

    /** @throws BindFailedException if the port is not to be had */
    void start() throws IOException {
        listener = new ServerSocket();
        try {
            listener.setReuseAddress(true);
            listener.setReceiveBufferSize(Limits.RECEIVE_BUFFER_BYTES); // those accepted have it from here
            listener.bind(new InetSocketAddress(config.host(), config.port()), BACKLOG);
        } catch (IOException e) {
            listener.close();
            throw new BindFailedException(config.host(), config.port(), e);
        }
        LOG.info("listening on {}:{}", config.host(), port());
        acceptor = Threads.named("acceptor", false).newThread(this::accept);
        acceptor.start();
        Threads.named("clock", false).newThread(this::tick).start();
    }

    /** Changes the limits while it runs. */
    void limit(Limits changed) {
        limits = changed;
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                connected(listener.accept());
            } catch (IOException | OutOfMemoryError e) {
                acceptAgain(e);
            }
        }
    }

    /** Out of file descriptors or of threads, most likely: those connected are served, and some will leave. */
    private void acceptAgain(Throwable cause) {
        if (!listener.isClosed()) {
            telemetry.unopened(cause);
            waitFor(ACCEPT_AGAIN_MS);
        }
    }

    private void connected(Socket socket) throws IOException {
        ConnectionMetrics seen = telemetry.opened(socket.getRemoteSocketAddress());
        try {
            socket.setTcpNoDelay(true);
            socket.setSendBufferSize(Limits.SEND_BUFFER_BYTES);
            Session session = new Session(strategies(), limits.maxLineLength(), seen);
            Connection connection = new Connection(
                    new PeerSocket(socket, secured(socket)), session, seen, limits.maxLineLength(), () -> draining);
            open.put(socket, connection);
            threads.newThread(() -> serve(socket, connection)).start();
        } catch (IOException | OutOfMemoryError e) {
            remove(socket);
            seen.closed();
            socket.close();
            throw e;
        }
    }

    /** {@return what to talk through} The handshake is for the connection's thread to wait for. */
    private Socket secured(Socket socket) throws IOException {
        Optional<TlsSockets> current = tls;
        return current.isEmpty() || config.tls().isEmpty()
                ? socket
                : current.get().server(socket, config.tls().get());
    }

    /** From the next connection on, those that are made speak TLS by {@code sockets}. */
    void secure(TlsSockets sockets) {
        tls = Optional.of(sockets);
    }

    /** Each connection has its own source of chance, since it has its own thread. */
    private Function<Range, Strategy> strategies() {
        return config.strategy().factory(random.split());
    }

    private void serve(Socket socket, Connection connection) {
        String address = socket.getInetAddress().getHostAddress();
        boolean admitted = admit(connection, address);
        try {
            connection.run();
        } finally {
            remove(socket);
            if (admitted) {
                admission.leave(address);
            }
        }
    }

    private boolean admit(Connection connection, String address) {
        try {
            admission.enter(address, limits);
            return true;
        } catch (ProtocolException full) {
            connection.refuse(full);
            return false;
        }
    }

    private void remove(Socket socket) {
        synchronized (open) {
            open.remove(socket);
            open.notifyAll();
        }
    }

    private void tick() {
        while (!waitFor(limits.checkInterval().toMillis())) {
            long now = System.nanoTime();
            Limits current = limits;
            each(connection -> connection.tick(now, current, threads));
        }
    }

    private boolean waitFor(long ms) {
        try {
            return stopped.await(ms, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    private void each(Task task) {
        open.values().forEach(connection -> {
            try {
                task.on(connection);
            } catch (IOException gone) {
                LOG.debug("a connection is gone", gone);
            }
        });
    }

    private interface Task {
        void on(Connection connection) throws IOException;
    }

    /** Lets games in progress go on for a while, and takes no more connections. Waits until all are gone. */
    void stop() throws IOException, InterruptedException {
        LOG.info(
                "stopping: connections open {}, their games have {} ms to end",
                open.size(),
                limits.drainTimeout().toMillis());
        listener.close();
        acceptor.join(); // until then the port is not free, and one more connection may be accepted
        draining = true; // for all at once: whoever sees one left sees no game begin
        each(connection -> connection.leaveUnlessPlaying(threads));
        awaitNone(limits.drainTimeout().toMillis());
        each(connection -> connection.end(ProtocolException.shuttingDown(), threads));
        awaitNone(FAREWELL_MS);
        stopped.countDown();
        for (Socket socket : open.keySet()) {
            socket.close();
        }
    }

    private void awaitNone(long ms) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ms);
        synchronized (open) {
            for (long left = ms; !open.isEmpty() && left > 0; left = (end - System.nanoTime()) / 1_000_000) {
                open.wait(left);
            }
        }
    }
}
