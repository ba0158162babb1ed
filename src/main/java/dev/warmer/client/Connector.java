package dev.warmer.client;

import dev.warmer.config.ClientConfig.Endpoint;
import dev.warmer.net.ConnectAttempts;
import dev.warmer.net.ConnectFailedException;
import dev.warmer.tls.Credentials;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Timer;
import io.vertx.core.Vertx;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.ConnectOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;

/** Connects to a server, repeating failed attempts until its {@code connectTimeout} is over. For one context. */
public final class Connector {
    private final Vertx vertx;
    private final NetClient client;
    private final Endpoint server;
    private final Optional<ClientSSLOptions> tls;
    /** Completes after so many milliseconds; unlike a timer of the context, undeployment does not cancel it. */
    private final LongFunction<Future<Void>> timer;

    /** The delay before the next attempt. */
    private Future<Void> delay = Future.succeededFuture();

    private boolean stopped;

    Connector(Vertx vertx, Endpoint server, Optional<ClientSSLOptions> tls, LongFunction<Future<Void>> timer) {
        this.vertx = vertx;
        this.server = server;
        this.tls = tls;
        this.timer = timer;
        client = vertx.createNetClient(new NetClientOptions().setTcpNoDelay(true));
    }

    /** {@return a connector for {@code server}} Reads the TLS files, if TLS is configured. */
    public static Future<Connector> create(Vertx vertx, Endpoint server) {
        return vertx.executeBlocking(() -> server.tls()
                        .map(tls -> Credentials.read(vertx, tls.files()).clientOptions(tls)))
                .map(tls -> new Connector(vertx, server, tls, vertx::timer));
    }

    /** {@return a new connection, or a {@link ConnectFailedException}} */
    public Future<NetSocket> connect() {
        Promise<NetSocket> connected = Promise.promise();
        attempt(new ConnectAttempts(server), connected);
        return connected.future();
    }

    /** One promise for all attempts: futures nested in each other would grow with every attempt. */
    private void attempt(ConnectAttempts attempts, Promise<NetSocket> connected) {
        if (stopped) {
            connected.fail(new IOException("client stopped while connecting"));
        } else {
            // Blocks; Vert.x's own resolver does not return all the addresses.
            vertx.executeBlocking(attempts::nextAddress, false)
                    .compose(address -> connect(address, attempts.remainingMs()))
                    .onComplete(connected::complete, failure -> retry(attempts, failure, connected));
        }
    }

    private void retry(ConnectAttempts attempts, Throwable failure, Promise<NetSocket> connected) {
        try {
            delay = stopped ? Future.succeededFuture() : timer.apply(attempts.delayAfter(failure));
            delay.onComplete(passed -> attempt(attempts, connected));
        } catch (ConnectFailedException e) {
            connected.fail(e);
        }
    }

    private Future<NetSocket> connect(InetSocketAddress address, int timeoutMs) {
        ConnectOptions options = new ConnectOptions()
                .setRemoteAddress(SocketAddress.inetSocketAddress(address))
                .setTimeout(timeoutMs);
        tls.ifPresent(ssl -> options.setSsl(true)
                .setSslOptions(
                        ssl.copy().setSslHandshakeTimeout(timeoutMs).setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS))
                .setHost(server.host()) // the name that the certificate is verified for
                .setPort(server.port()));
        return client.connect(options);
    }

    /** Makes no further attempt; connections stay open. */
    public void stop() {
        stopped = true;
        if (delay instanceof Timer pending) {
            pending.cancel(); // it fails otherwise when Vert.x is closed, and Vert.x logs that on virtual threads
        }
    }

    /** Makes no further attempt and closes all connections. */
    public Future<Void> close() {
        stop();
        return client.close();
    }
}
