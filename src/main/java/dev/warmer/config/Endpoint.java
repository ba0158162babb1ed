package dev.warmer.config;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The server that a client plays with, and how long to wait for it.
 *
 * @param host the server's name or address
 * @param port the server's TCP port
 * @param connectTimeout how long to try to connect
 * @param replyTimeout how long to wait for a reply
 * @param tls how to speak TLS; empty for plaintext
 */
public record Endpoint(String host, int port, Duration connectTimeout, Duration replyTimeout, Optional<ClientTls> tls) {
    private static final long HOUR_MS = 3_600_000;

    /** @throws InvalidConfigException if there is no host, or a number is out of its bounds */
    public Endpoint {
        Bounds.checkAddress(host, port, 1);
        Bounds.check("connectTimeout", connectTimeout, 1, HOUR_MS);
        Bounds.check("replyTimeout", replyTimeout, 1, HOUR_MS);
    }

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
