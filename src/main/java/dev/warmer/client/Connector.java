package dev.warmer.client;

import dev.warmer.config.ClientConfig;
import dev.warmer.net.Backoff;
import dev.warmer.net.CannotConnect;
import dev.warmer.net.ServerAddresses;
import dev.warmer.tls.HandshakeFailure;
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
final class Connector {
    private final Vertx vertx;
    private final NetClient client;
    private final ClientConfig config;
    private final Optional<ClientSSLOptions> tls;
    private final Backoff backoff;
    private boolean closed;

    Connector(Vertx vertx, NetClient client, ClientConfig config, Optional<ClientSSLOptions> tls) {
        this.vertx = vertx;
        this.client = client;
        this.config = config;
        this.tls = tls;
        backoff = new Backoff(config.connectTimeout());
    }

    /** {@return the connection, or a {@link CannotConnect}} */
    Future<NetSocket> connect() {
        return attempt().recover(cause -> {
            if (closed) {
                return Future.failedFuture(new IOException("stopped while connecting"));
            }
            if (HandshakeFailure.isIn(cause) && HandshakeFailure.of(cause).isLasting()) {
                return Future.failedFuture(new CannotConnect(config.host(), config.port(), cause));
            }
            long wait = backoff.next();
            return wait == 0
                    ? Future.failedFuture(cannot(cause))
                    : vertx.timer(wait)
                            .compose(waited -> backoff.left() == 0 ? Future.failedFuture(cannot(cause)) : connect());
        });
    }

    /** Makes no further attempt. */
    void close() {
        closed = true;
    }

    private Future<NetSocket> attempt() {
        // The system's resolver tells all the addresses, and blocks.
        return vertx.executeBlocking(() -> ServerAddresses.next(config.host(), config.port()), false)
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
                .setHost(config.host()) // which the certificate is to be for
                .setPort(config.port()));
        return client.connect(options);
    }

    private CannotConnect cannot(Throwable cause) {
        return new CannotConnect(
                config.host(), config.port(), config.connectTimeout().toMillis(), cause);
    }
}
