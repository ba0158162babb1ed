package dev.warmer.threads;

import dev.warmer.config.ClientConfig.Endpoint;
import dev.warmer.net.ConnectAttempts;
import dev.warmer.net.ConnectFailedException;
import dev.warmer.tls.Credentials;
import dev.warmer.tls.TlsSockets;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/** Connects to a server, repeating failed attempts until its {@code connectTimeout} is over. For one thread. */
final class Connector implements AutoCloseable {
    private final Endpoint server;
    private final Optional<TlsSockets> tls;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile DeadlineSocket socket = new DeadlineSocket();

    private Connector(Endpoint server, Optional<TlsSockets> tls) {
        this.server = server;
        this.tls = tls;
    }

    /** {@return a connector for {@code server}} Reads the TLS files, if TLS is configured. */
    static Future<Connector> create(Vertx vertx, Endpoint server) {
        return vertx.executeBlocking(() -> new Connector(
                server, server.tls().map(tls -> new TlsSockets(vertx, Credentials.read(vertx, tls.files())))));
    }

    /**
     * {@return a new connection}
     *
     * @throws ConnectFailedException if there is none in time
     */
    ClientConnection connect() throws IOException, InterruptedException {
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

    private ClientConnection connect(ConnectAttempts attempts) throws IOException {
        DeadlineSocket tcp = new DeadlineSocket();
        socket = tcp;
        if (closed.getCount() == 0) {
            throw new IOException("client stopped"); // close() has closed the previous socket, not this one
        }
        tcp.setTcpNoDelay(true);
        tcp.connect(attempts.nextAddress(), attempts.remainingMs());
        Socket stream = tls.isPresent() ? startTls(tls.get(), tcp, attempts.remainingMs()) : tcp;
        return new ClientConnection(tcp, stream, server.replyTimeout());
    }

    /** @throws SSLException if the handshake fails, whatever the reason */
    private SSLSocket startTls(TlsSockets sockets, DeadlineSocket tcp, int timeoutMs) throws IOException {
        tcp.setDeadline(timeoutMs);
        SSLSocket secured = sockets.client(tcp, server.host(), server.tls().orElseThrow());
        try {
            secured.startHandshake();
            return secured;
        } catch (IOException e) {
            throw new SSLException("TLS handshake failed", e);
        }
    }

    /**
     * Makes no further attempt and closes the connection, without a TLS alert, which wakes a thread that reads. May be
     * called from any thread.
     */
    @Override
    public void close() throws IOException {
        closed.countDown();
        socket.close();
    }
}
