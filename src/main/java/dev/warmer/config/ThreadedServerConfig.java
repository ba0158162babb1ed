package dev.warmer.config;

import java.util.Map;

/**
 * What can be tuned of a server that has a thread for each connection.
 *
 * @param server what every server has
 * @param virtualThreads whether the threads are virtual ones
 */
public record ThreadedServerConfig(ServerConfig server, boolean virtualThreads) {
    private static final int VIRTUAL_SINCE = 21;

    /** @throws InvalidConfigException if this Java has no virtual threads, and they are wanted */
    public ThreadedServerConfig {
        int version = Runtime.version().feature();
        if (virtualThreads && version < VIRTUAL_SINCE) {
            String allowed = "platform, since virtual needs Java 21 or newer and this is Java " + version;
            throw new InvalidConfigException("threads", "\"virtual\"", allowed);
        }
    }

    /** {@return the configuration that a checked and completed JSON object stands for} */
    public static ThreadedServerConfig of(Map<String, Object> map) {
        return new ThreadedServerConfig(ServerConfig.of(map), "virtual".equals(new Values(map).string("threads")));
    }
}
