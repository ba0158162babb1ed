package dev.warmer.connection;

import java.time.Duration;

/**
 * How much a server takes from its peers. The configuration's schema has the bounds of each value. Immutable; a server
 * may exchange its limits while it runs.
 *
 * @param maxLineLength how many bytes a line may hold, its terminator excluded
 * @param maxConnections how many connections may be open at a time, over all servers of the process
 * @param maxConnectionsPerAddress the same for each remote address; 0 is no limit
 * @param handshakeTimeout how long a TLS handshake may take, and a header of the PROXY protocol
 * @param idleTimeout how long a connection may go without a complete line
 * @param writeTimeout how long a peer may take nothing while replies wait for it
 * @param drainDelay how long a server that stops still accepts connections and begins games
 * @param drainTimeout how long games may go on when the server stops, once that has passed
 */
public record Limits(
        int maxLineLength,
        int maxConnections,
        int maxConnectionsPerAddress,
        Duration handshakeTimeout,
        Duration idleTimeout,
        Duration writeTimeout,
        Duration drainDelay,
        Duration drainTimeout) {
    /**
     * The socket's send buffer. It is small because the kernel reports what the peer has taken only when a good part of
     * the buffer is free, and the write timeout depends on that.
     */
    public static final int SEND_BUFFER_BYTES = 1 << 16;

    /** The socket's receive buffer, which Linux would otherwise let grow to megabytes for a peer that is not read. */
    public static final int RECEIVE_BUFFER_BYTES = 1 << 16;

    /**
     * How many bytes a driver reads at a time. The replies to one read have to be kept for a peer that takes none, and
     * they may be three times as long.
     */
    public static final int READ_BYTES = 1 << 11;

    /** A driver stops reading from a peer for which more bytes of replies wait than this. */
    public static final int MAX_UNSENT_BYTES = 1 << 13;

    private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(10);
    private static final Duration LONGEST_INTERVAL = Duration.ofSeconds(1);
    private static final int CHECKS_PER_TIMEOUT = 10;

    /** {@return the same limits but for those of connections} */
    public Limits withConnections(int connections, int perAddress) {
        return new Limits(
                maxLineLength,
                connections,
                perAddress,
                handshakeTimeout,
                idleTimeout,
                writeTimeout,
                drainDelay,
                drainTimeout);
    }

    /** {@return how often to check the timeouts of each connection, so that each is kept to a tenth or a second} */
    public Duration checkInterval() {
        Duration shorter = idleTimeout.compareTo(writeTimeout) < 0 ? idleTimeout : writeTimeout;
        Duration interval = shorter.dividedBy(CHECKS_PER_TIMEOUT);
        if (interval.compareTo(SHORTEST_INTERVAL) < 0) {
            return SHORTEST_INTERVAL;
        }
        return interval.compareTo(LONGEST_INTERVAL) > 0 ? LONGEST_INTERVAL : interval;
    }
}
