package dev.warmer.config;

import io.vertx.core.json.JsonObject;

/**
 * The address of the health checks and metrics.
 *
 * @param host the name or address to listen on
 * @param port the TCP port to listen on; 0 takes a free one
 */
public record HttpConfig(String host, int port) {
    /** {@return the configuration of JSON that was validated, with its defaults filled in} */
    static HttpConfig of(JsonObject json) {
        return new HttpConfig(json.getString("host"), json.getInteger("port"));
    }
}
