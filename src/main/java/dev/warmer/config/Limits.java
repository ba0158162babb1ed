package dev.warmer.config;

import java.time.Duration;
import java.util.Map;

/**
 * How much a server takes from its peers. May change while it runs.
 *
 * @param maxLineLength how many bytes a line may hold, its end left out
 * @param maxConnections how many connections may be open at a time, over all servers of the process
 * @param maxConnectionsPerAddress the same for each peer's address; 0 is no limit
 * @param idleTimeout how long a connection may go without a complete line
 * @param writeTimeout how long a peer may take nothing while replies wait for it
 * @param drainTimeout how long games may go on when the server stops
 */
public record Limits(
        int maxLineLength,
        int maxConnections,
        int maxConnectionsPerAddress,
        Duration idleTimeout,
        Duration writeTimeout,
        Duration drainTimeout) {
    /**
     * How much of what waits for a peer is left to the system: little, since it tells of what the peer has taken only
     * when a good part of it is gone.
     */
    public static final int SEND_BUFFER_BYTES = 1 << 16;

    /**
     * How much of what a peer sends is left to the system while it is not read. Linux takes twice as much, and lets
     * what is not set grow to megabytes.
     */
    public static final int RECEIVE_BUFFER_BYTES = 1 << 16;

    private static final int MIN_LINE_LENGTH = 64;
    private static final int MAX_LINE_LENGTH = 1 << 16;
    private static final int MAX_CONNECTIONS = 10_000_000;
    private static final long HOUR_MS = 3_600_000;
    private static final long DAY_MS = 24 * HOUR_MS;
    private static final Duration SHORTEST_TICK = Duration.ofMillis(10);
    private static final Duration LONGEST_TICK = Duration.ofSeconds(1);
    private static final int TICKS_PER_TIMEOUT = 10;

    /** @throws InvalidConfigException if one is out of its bounds, which README.md has */
    public Limits {
        Bounds.check("maxLineLength", maxLineLength, MIN_LINE_LENGTH, MAX_LINE_LENGTH);
        Bounds.check("maxConnections", maxConnections, 1, MAX_CONNECTIONS);
        Bounds.check("maxConnectionsPerAddress", maxConnectionsPerAddress, 0, MAX_CONNECTIONS);
        Bounds.check("idleTimeout", idleTimeout, 1, DAY_MS);
        Bounds.check("writeTimeout", writeTimeout, 1, DAY_MS);
        Bounds.check("drainTimeout", drainTimeout, 0, HOUR_MS);
    }

    static Limits of(Map<String, Object> map) {
        Values values = new Values(map);
        return new Limits(
                values.integer("maxLineLength"),
                values.integer("maxConnections"),
                values.integer("maxConnectionsPerAddress"),
                values.milliseconds("idleTimeout"),
                values.milliseconds("writeTimeout"),
                values.milliseconds("drainTimeout"));
    }

    /** {@return how often to look after the connections, so that each timeout is kept to a tenth or a second} */
    public Duration tick() {
        Duration shorter = idleTimeout.compareTo(writeTimeout) < 0 ? idleTimeout : writeTimeout;
        Duration tick = shorter.dividedBy(TICKS_PER_TIMEOUT);
        if (tick.compareTo(SHORTEST_TICK) < 0) {
            return SHORTEST_TICK;
        }
        return tick.compareTo(LONGEST_TICK) > 0 ? LONGEST_TICK : tick;
    }
}
