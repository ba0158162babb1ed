package dev.warmer.connection;

import dev.warmer.game.Range;
import dev.warmer.game.Strategy;
import dev.warmer.protocol.ReplyBuffer;
import java.util.function.Function;

/** What the connections of one server share: its limits, and whether it is stopping. Thread-safe. */
public final class ServerState {
    private enum Phase {
        RUNNING,
        DRAINING,
        SHUTTING_DOWN
    }

    private final ConnectionLimiter limiter;
    private volatile Limits limits;
    private volatile Phase phase = Phase.RUNNING;

    /** @param limiter shared by all servers of the process */
    public ServerState(ConnectionLimiter limiter, Limits limits) {
        this.limiter = limiter;
        this.limits = limits;
    }

    /**
     * {@return whether a socket may stay open that was accepted, before its connection is} If so, it has to be {@linkplain
     * #releaseSocket released}. For drivers that accept faster than they serve.
     */
    public boolean acquireSocket() {
        return limiter.acquireSocket(limits);
    }

    /** A socket that was acquired is closed. */
    public void releaseSocket() {
        limiter.releaseSocket();
    }

    /**
     * Takes a place for a connection whose TLS handshake begins, which has to be {@linkplain #release released}.
     *
     * @param address the peer's IP address
     * @throws dev.warmer.protocol.ProtocolException if a limit is reached
     */
    public void reserve(String address) {
        limiter.acquire(address, limits);
    }

    /** A connection that had a place reserved is closed. */
    public void release(String address) {
        limiter.release(address);
    }

    /** A connection that had a place {@linkplain #reserve reserved} is open; parameters as for {@link #accepted}. */
    public ServerConnection opened(
            Function<Range, Strategy> strategies, ReplyBuffer replies, ConnectionListener listener, long now) {
        return new ServerConnection(this, strategies, replies, listener, now);
    }

    /**
     * A connection was accepted. If a limit is reached, it is refused, which its {@link ServerConnection#action action}
     * says at once.
     *
     * @param address the peer's IP address
     * @param strategies makes the strategy for each game
     * @param replies where the connection puts its replies; connections that one thread drives in turn may share it
     * @param listener is notified of everything that happens
     * @param now the time in nanoseconds, by the clock of {@link System#nanoTime} as everywhere here
     */
    public ServerConnection accepted(
            String address,
            Function<Range, Strategy> strategies,
            ReplyBuffer replies,
            ConnectionListener listener,
            long now) {
        ServerConnection connection = new ServerConnection(this, strategies, replies, listener, now);
        connection.admit(address);
        return connection;
    }

    /** Lets games in progress go on, and no other begin. Holds for all connections from this call on. */
    public void drain() {
        phase = Phase.DRAINING;
    }

    /** Ends every game. Each connection notices at its next {@link ServerConnection#checkTime}. */
    public void shutDown() {
        phase = Phase.SHUTTING_DOWN;
    }

    /** {@return whether the server is stopping} */
    public boolean isStopping() {
        return phase != Phase.RUNNING;
    }

    /** {@return whether every game ends} */
    public boolean isShuttingDown() {
        return phase == Phase.SHUTTING_DOWN;
    }

    /** Replaces the limits; those of time hold at once, those of size for the connections to come. */
    public void setLimits(Limits changed) {
        limits = changed;
    }

    /** {@return the limits in force} */
    public Limits limits() {
        return limits;
    }

    ConnectionLimiter limiter() {
        return limiter;
    }
}
