package dev.warmer.config;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The configuration of health checks, metrics and the board over HTTP.
 *
 * @param host the name or address to listen on
 * @param port the TCP port to listen on; 0 for any free port
 * @param node the name of the process on the board; empty for the name of the host
 * @param hosts other names by which browsers may request the board
 */
public record HttpConfig(String host, int port, Optional<String> node, Set<String> hosts) {
    static HttpConfig of(JsonObject json) {
        return new HttpConfig(
                json.getString("host"),
                json.getInteger("port"),
                Optional.ofNullable(json.getString("node")),
                json.getJsonArray("hosts", JsonArray.of()).stream()
                        .map(String.class::cast)
                        .collect(Collectors.toUnmodifiableSet()));
    }
}
