package dev.warmer.config;

import dev.warmer.config.TlsConfig.ClientTls;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
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
    static Endpoint of(JsonObject json) {
        return new Endpoint(
                json.getString("host"),
                json.getInteger("port"),
                Schema.milliseconds(json, "connectTimeout"),
                Schema.milliseconds(json, "replyTimeout"),
                Schema.object(json, "tls", ClientTls::of));
    }
}
