package dev.warmer.connection;

import dev.warmer.game.Range;
import dev.warmer.game.Strategy;
import dev.warmer.protocol.ReplyBuffer;
import dev.warmer.protocol.Session;
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
     * {@return whether a connection that was accepted may be served}
     *
     * @param address the peer's IP address
     */
    public Admission admit(String address) {
        return limiter.admit(address, limits);
    }

    /** {@return the same for a peer whose address is not known yet, and that has to be {@link #identify identified}} */
    public Admission admit() {
        return limiter.admit(limits);
    }

    /** {@return the admission that takes the place of {@code admission} when the peer's address is known} */
    public Admission identify(Admission admission, String address) {
        return limiter.identify(admission, address, limits);
    }

    /**
     * {@return the server's side of a connection that was accepted} If it is refused, its {@link ServerConnection#action
     * action} says so at once.
     *
     * @param admission released by {@link ServerConnection#closed}
     * @param strategies makes the strategy for each game
     * @param replies where the connection puts its replies; connections that one thread drives in turn may share it
     * @param listener is notified of everything that happens
     * @param now the time in nanoseconds, by the clock of {@link System#nanoTime} as everywhere here
     */
    public ServerConnection open(
            Admission admission,
            Function<Range, Strategy> strategies,
            ReplyBuffer replies,
            ConnectionListener listener,
            long now) {
        Session session = new Session(strategies, limits.maxLineLength(), listener);
        return open(admission, session, replies, listener, now);
    }

    /** {@return the same with a session that takes the lines in its own way} */
    public ServerConnection open(
            Admission admission, Session session, ReplyBuffer replies, ConnectionListener listener, long now) {
        return new ServerConnection(this, admission, session, replies, listener, now);
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
