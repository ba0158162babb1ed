package dev.warmer.config;

import java.util.Map;

/**
 * Where operators find health and metrics.
 *
 * @param host the name or address to listen on
 * @param port the TCP port to listen on; 0 takes a free one
 */
public record HttpConfig(String host, int port) {
    /** @throws InvalidConfigException if there is no host, or no such port */
    public HttpConfig {
        Bounds.checkAddress(host, port, 0);
    }

    /** {@return the configuration that a checked and completed JSON object stands for} */
    public static HttpConfig of(Map<String, Object> map) {
        Values values = new Values(map);
        return new HttpConfig(values.string("host"), values.integer("port"));
    }
}
