package dev.warmer.config;

import dev.warmer.config.TlsConfig.ClientTls;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The server that a client connects to, and the client's timeouts.
 *
 * @param host the server's name or address
 * @param port the server's TCP port
 * @param connectTimeout the time for all attempts to connect together
 * @param replyTimeout the longest time to wait for one reply
 * @param tls the client's TLS; empty for plaintext
 */
public record Endpoint(String host, int port, Duration connectTimeout, Duration replyTimeout, Optional<ClientTls> tls) {
    static Endpoint of(Map<String, Object> map) {
        Values values = new Values(map);
        return new Endpoint(
                values.string("host"),
                values.integer("port"),
                values.milliseconds("connectTimeout"),
                values.milliseconds("replyTimeout"),
                values.object("tls", ClientTls::of));
    }
}
