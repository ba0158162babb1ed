package dev.warmer.config;

import dev.warmer.config.TlsConfig.ServerTls;
import dev.warmer.connection.Limits;
import dev.warmer.game.StrategyName;
import java.util.Map;
import java.util.Optional;

/**
 * The configuration of a server.
 *
 * @param host the name or address to listen on
 * @param port the TCP port to listen on; 0 for any free port
 * @param strategy how to guess
 * @param transcript whether to print each report to standard output
 * @param directSockets whether to bypass Vert.x's sockets; on event loops only
 * @param limits the limits and timeouts of connections
 * @param tls the server's TLS; empty for plaintext
 */
public record ServerConfig(
        String host,
        int port,
        StrategyName strategy,
        boolean transcript,
        boolean directSockets,
        Limits limits,
        Optional<ServerTls> tls) {
    /**
     * {@return the configuration of JSON that was validated, with its defaults filled in}
     *
     * @throws InvalidConfigException if values are inconsistent
     */
    public static ServerConfig of(Map<String, Object> map) {
        Values values = new Values(map);
        return new ServerConfig(
                values.string("host"),
                values.integer("port"),
                values.strategy("strategy"),
                values.bool("transcript"),
                "direct".equals(map.get("sockets")),
                limits(values),
                values.object("tls", ServerTls::of));
    }

    private static Limits limits(Values values) {
        return new Limits(
                values.integer("maxLineLength"),
                values.integer("maxConnections"),
                values.integer("maxConnectionsPerAddress"),
                values.milliseconds("handshakeTimeout"),
                values.milliseconds("idleTimeout"),
                values.milliseconds("writeTimeout"),
                values.milliseconds("drainTimeout"));
    }
}
