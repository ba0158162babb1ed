package dev.warmer.config;

import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * The configuration of the management server: health checks, metrics and the board.
 *
 * @param host the name or address to listen on
 * @param port the TCP port to listen on; 0 for any free port
 * @param node the name of the process on the board; empty for the name of the host
 */
public record HttpConfig(String host, int port, Optional<String> node) {
    static HttpConfig of(JsonObject json) {
        return new HttpConfig(
                json.getString("host"), json.getInteger("port"), Optional.ofNullable(json.getString("node")));
    }
}
