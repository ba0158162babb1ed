package dev.warmer.eventloop;

import dev.warmer.config.Endpoint;
import dev.warmer.net.Backoff;
import dev.warmer.net.ConnectFailedException;
import dev.warmer.net.RoundRobinResolver;
import dev.warmer.tls.Credentials;
import dev.warmer.tls.HandshakeFailure;
import dev.warmer.tls.TlsOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.ConnectOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Connects to the server, and tries again for a while if it is not up yet. For one connection, on its context. */
public final class Connector {
    private final Vertx vertx;
    private final NetClient client;
    private final Endpoint server;
    private final Optional<ClientSSLOptions> tls;
    private final Backoff backoff;
    private boolean closed;

    /**
     * @param client what makes the connection
     * @param server where to
     * @param tls what {@link #tls} has read
     */
    public Connector(Vertx vertx, NetClient client, Endpoint server, Optional<ClientSSLOptions> tls) {
        this.vertx = vertx;
        this.client = client;
        this.server = server;
        this.tls = tls;
        backoff = new Backoff(server.connectTimeout());
    }

    /** {@return what to speak TLS with, if the server is to be spoken to like that} Its files are read once. */
    public static Future<Optional<ClientSSLOptions>> tls(Vertx vertx, Endpoint server) {
        return server.tls()
                .map(tls -> vertx.executeBlocking(() -> Credentials.read(vertx, tls.files()))
                        .map(read -> Optional.of(TlsOptions.client(tls, read))))
                .orElseGet(() -> Future.succeededFuture(Optional.empty()));
    }

    /** {@return the connection, or a {@link ConnectFailedException}} */
    public Future<NetSocket> connect() {
        if (closed) {
            return Future.failedFuture(new IOException("stopped while connecting"));
        }
        return attempt().recover(cause -> {
            if (HandshakeFailure.isIn(cause) && HandshakeFailure.of(cause).isPermanent()) {
                return Future.failedFuture(new ConnectFailedException(server.host(), server.port(), cause));
            }
            long wait = closed ? 0 : backoff.next();
            return wait == 0
                    ? Future.failedFuture(cannot(cause))
                    : vertx.timer(wait)
                            .compose(waited -> backoff.left() == 0 ? Future.failedFuture(cannot(cause)) : connect());
        });
    }

    /** Makes no further attempt. */
    public void close() {
        closed = true;
    }

    private Future<NetSocket> attempt() {
        // The system's resolver tells all the addresses, and blocks.
        return vertx.executeBlocking(() -> RoundRobinResolver.next(server.host(), server.port()), false)
                .compose(this::connect);
    }

    private Future<NetSocket> connect(InetSocketAddress address) {
        int left = Math.toIntExact(Math.max(1, backoff.left()));
        ConnectOptions options = new ConnectOptions()
                .setRemoteAddress(SocketAddress.inetSocketAddress(address))
                .setTimeout(left);
        tls.ifPresent(ssl -> options.setSsl(true)
                .setSslOptions(
                        ssl.copy().setSslHandshakeTimeout(left).setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS))
                .setHost(server.host()) // which the certificate is to be for
                .setPort(server.port()));
        return client.connect(options);
    }

    private ConnectFailedException cannot(Throwable cause) {
        return new ConnectFailedException(
                server.host(), server.port(), server.connectTimeout().toMillis(), cause);
    }
}
