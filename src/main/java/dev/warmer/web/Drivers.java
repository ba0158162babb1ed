package dev.warmer.web;

import dev.warmer.connection.Limits;
import dev.warmer.lifecycle.ServerRegistry;
import dev.warmer.lifecycle.ServerRegistry.Server;
import dev.warmer.metrics.Driver;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The TCP servers of this process by driver, so that pages can play with them. Those with TLS or the PROXY
 * protocol are left out, since they may want a certificate or another proxy. For one event loop.
 */
final class Drivers {
    private static final int CONNECT_MS = 5_000;
    /** Where to connect to a server that listens on every address. */
    private static final Map<String, String> LOOPBACK = Map.of("0.0.0.0", "127.0.0.1", "::", "::1");

    private final ServerRegistry servers;
    private final NetClient client;

    Drivers(Vertx vertx) {
        servers = ServerRegistry.of(vertx);
        NetClientOptions options = new NetClientOptions().setTcpNoDelay(true).setConnectTimeout(CONNECT_MS);
        options.setReceiveBufferSize(Limits.RECEIVE_BUFFER_BYTES).setSendBufferSize(Limits.SEND_BUFFER_BYTES);
        client = vertx.createNetClient(options);
    }

    /** {@return a server that listens for each driver, by the driver's name; of several, that with the first address} */
    Map<String, Server> listening() {
        Map<String, Server> byDriver = new LinkedHashMap<>();
        servers.listening().values().stream()
                .filter(server -> server.driver() != Driver.WEB && server.plain())
                .sorted(Comparator.comparing(Server::driver).thenComparing(Server::location))
                .forEach(server -> byDriver.putIfAbsent(server.driver().toString(), server));
        return byDriver;
    }

    Future<NetSocket> connect(Server server) {
        SocketAddress address = server.address();
        String loopback = address.isInetSocket() ? LOOPBACK.get(address.host()) : null;
        return client.connect(loopback == null ? address : SocketAddress.inetSocketAddress(address.port(), loopback));
    }
}
