package dev.warmer.config;

import java.util.Map;

/**
 * The address of the health checks and metrics.
 *
 * @param host the name or address to listen on
 * @param port the TCP port to listen on; 0 takes a free one
 */
public record HttpConfig(String host, int port) {
    /** {@return the configuration of JSON that was validated, with its defaults filled in} */
    public static HttpConfig of(Map<String, Object> map) {
        Values values = new Values(map);
        return new HttpConfig(values.string("host"), values.integer("port"));
    }
}
