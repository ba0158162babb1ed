package dev.warmer.config;

import io.vertx.core.json.JsonObject;

/**
 * The configuration of a server that has a thread for each connection.
 *
 * @param server the configuration that all servers have
 * @param virtualThreads whether the threads are virtual threads
 */
public record ThreadedServerConfig(ServerConfig server, boolean virtualThreads) {
    private static final int VIRTUAL_SINCE = 21;

    /** @throws InvalidConfigException if virtual threads are configured and this JVM has none */
    public ThreadedServerConfig {
        int version = Runtime.version().feature();
        if (virtualThreads && version < VIRTUAL_SINCE) {
            String allowed = "platform, since virtual needs Java 21 or newer and this is Java " + version;
            throw new InvalidConfigException("threads", "\"virtual\"", allowed);
        }
    }

    /** {@return the configuration of JSON that was validated, with its defaults filled in} */
    static ThreadedServerConfig of(JsonObject json) {
        return new ThreadedServerConfig(ServerConfig.of(json), "virtual".equals(json.getString("threads")));
    }
}
