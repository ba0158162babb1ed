package dev.warmer.config;

import dev.warmer.connection.Limits;
import dev.warmer.game.StrategyName;
import java.util.Map;
import java.util.Optional;

/**
 * What can be tuned of a server.
 *
 * @param host the name or address to listen on
 * @param port the TCP port to listen on; 0 takes a free one
 * @param strategy how to guess
 * @param transcript whether to tell of each report on standard output
 * @param directSockets whether to bypass Vert.x's sockets; on event loops only
 * @param limits how much to take from the peers
 * @param tls how to speak TLS; empty for plaintext
 */
public record ServerConfig(
        String host,
        int port,
        StrategyName strategy,
        boolean transcript,
        boolean directSockets,
        Limits limits,
        Optional<ServerTls> tls) {
    /** @throws InvalidConfigException if there is no host, or no such port */
    public ServerConfig {
        Bounds.checkAddress(host, port, 0);
    }

    /**
     * {@return the configuration that a checked and completed JSON object stands for}
     *
     * @throws InvalidConfigException if values do not go together
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
