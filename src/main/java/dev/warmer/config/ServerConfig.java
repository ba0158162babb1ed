package dev.warmer.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.warmer.config.TlsConfig.ServerTls;
import dev.warmer.connection.Limits;
import dev.warmer.game.StrategyName;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SocketAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The configuration of a server.
 *
 * @param host the name or address to listen on
 * @param port the TCP port to listen on; 0 for any free port
 * @param path the UNIX domain socket to listen on instead; on event loops only
 * @param backlog how many established connections the system may keep until they are accepted
 * @param reusePort whether other processes may listen on the port, too
 * @param strategy how to guess
 * @param transcript whether to print each report to standard output
 * @param directSockets whether to bypass Vert.x's sockets; on event loops only
 * @param virtualThreads whether the threads of connections are virtual threads; on threads only
 * @param limits the limits and timeouts of connections
 * @param trustedProxies the peers whose connections begin with a header of the PROXY protocol, and which alone may connect;
 *     empty without that protocol
 * @param tls the server's TLS; empty for plaintext
 * @param origins the origins of pages that may connect besides the server's own; for browsers only
 */
public record ServerConfig(
        String host,
        int port,
        Optional<String> path,
        int backlog,
        boolean reusePort,
        StrategyName strategy,
        boolean transcript,
        boolean directSockets,
        boolean virtualThreads,
        Limits limits,
        Optional<TrustedProxies> trustedProxies,
        Optional<ServerTls> tls,
        Set<String> origins) {
    /** The size of a path in the system's address of a socket, without its terminator. */
    private static final int MAX_PATH_BYTES = 107;

    /**
     * @throws InvalidConfigException if the path is too long, or virtual threads are configured and this JVM has none
     */
    public ServerConfig {
        path.filter(text -> text.getBytes(UTF_8).length > MAX_PATH_BYTES).ifPresent(text -> {
            throw new InvalidConfigException("path", Json.encode(text), "at most " + MAX_PATH_BYTES + " bytes");
        });
        if (virtualThreads && !JavaVersion.hasVirtualThreads()) {
            String allowed = "platform, since virtual " + JavaVersion.LACKS_VIRTUAL_THREADS;
            throw new InvalidConfigException("threads", "\"virtual\"", allowed);
        }
    }

    /** {@return host and port, as in a URL} */
    public static String address(String host, int port) {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    /**
     * {@return where it listens, for people: the path, or host and port}
     *
     * @param actualPort the port that the system has assigned if {@code port} is 0
     */
    public String address(int actualPort) {
        return path.orElseGet(() -> address(host, actualPort));
    }

    /**
     * {@return where to listen}
     *
     * @param actualPort {@link #port}, or what it turned out to be
     */
    public SocketAddress socketAddress(int actualPort) {
        return path.map(SocketAddress::domainSocketAddress)
                .orElseGet(() -> SocketAddress.inetSocketAddress(actualPort, host));
    }

    /**
     * {@return the configuration of JSON that was validated, with its defaults filled in}
     *
     * @throws InvalidConfigException if values are inconsistent
     */
    static ServerConfig of(JsonObject json) {
        return new ServerConfig(
                json.getString("host"),
                json.getInteger("port"),
                Optional.ofNullable(json.getString("path")),
                json.getInteger("backlog"),
                json.getBoolean("reusePort"),
                StrategyName.valueOf(json.getString("strategy").toUpperCase(Locale.ROOT)),
                json.getBoolean("transcript"),
                "direct".equals(json.getString("sockets")),
                "virtual".equals(json.getString("threads")),
                limits(json),
                TrustedProxies.of(json),
                Schema.object(json, "tls", ServerTls::of),
                json.getJsonArray("origins", JsonArray.of()).stream()
                        .map(String.class::cast)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    private static Limits limits(JsonObject json) {
        return new Limits(
                json.getInteger("maxLineLength"),
                json.getInteger("maxConnections"),
                json.getInteger("maxConnectionsPerAddress"),
                Schema.milliseconds(json, "handshakeTimeout"),
                Schema.milliseconds(json, "idleTimeout"),
                Schema.milliseconds(json, "writeTimeout"),
                Schema.milliseconds(json, "drainDelay"),
                Schema.milliseconds(json, "drainTimeout"));
    }
}
