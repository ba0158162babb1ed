package dev.warmer.threads;

import dev.warmer.config.Endpoint;
import dev.warmer.net.ConnectAttempts;
import dev.warmer.net.ConnectFailedException;
import dev.warmer.net.RoundRobinResolver;
import dev.warmer.tls.Credentials;
import dev.warmer.tls.TlsSockets;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Connects to a server, repeating failed attempts until its {@code connectTimeout} is over. For one thread. */
final class Connector implements AutoCloseable {
    private final Endpoint server;
    private final Optional<TlsSockets> tls;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile ClientSocket socket = new ClientSocket();

    private Connector(Endpoint server, Optional<TlsSockets> tls) {
        this.server = server;
        this.tls = tls;
    }

    /** {@return a connector for {@code server}} Reads the TLS files, if TLS is configured. */
    static Future<Connector> create(Vertx vertx, Endpoint server) {
        return tlsSockets(vertx, server).map(tls -> new Connector(server, tls));
    }

    private static Future<Optional<TlsSockets>> tlsSockets(Vertx vertx, Endpoint server) {
        return server.tls()
                .map(tls -> vertx.executeBlocking(
                        () -> Optional.of(new TlsSockets(vertx, Credentials.read(vertx, tls.files())))))
                .orElseGet(() -> Future.succeededFuture(Optional.empty()));
    }

    /**
     * {@return a new connection}
     *
     * @throws ConnectFailedException if there is none in time
     */
    ClientSocket connect() throws IOException, InterruptedException {
        ConnectAttempts attempts = new ConnectAttempts(server);
        while (true) {
            try {
                return connect(attempts);
            } catch (IOException e) {
                socket.close();
                if (closed.await(attempts.delayAfter(e), TimeUnit.MILLISECONDS)) {
                    throw new IOException("client stopped while connecting", e);
                }
            }
        }
    }

    private ClientSocket connect(ConnectAttempts attempts) throws IOException {
        ClientSocket attempt = new ClientSocket();
        socket = attempt;
        if (closed.getCount() == 0) {
            throw new IOException("client stopped"); // close() has closed the previous socket, not this one
        }
        attempt.connect(RoundRobinResolver.next(server.host(), server.port()), attempts.remainingMs());
        if (tls.isPresent() && server.tls().isPresent()) {
            attempt.startTls(tls.get(), server, attempts.remainingMs());
        }
        return attempt;
    }

    /** Makes no further attempt and closes the connection. May be called from any thread. */
    @Override
    public void close() throws IOException {
        closed.countDown();
        socket.abort();
    }
}
