package dev.warmer.connection;

import java.util.Collections;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The open connections of a server. They are checked a bounded number at a time, so that the checks do not keep an event
 * loop from serving them. Thread-safe, except that one thread at a time checks.
 */
public final class OpenConnections {
    /** A connection of a driver, as it is checked and closed from outside. */
    public interface ManagedConnection {
        /** Checks the timeouts, and whether the server is stopping. */
        void check(long now);

        /** Closes the socket at once. */
        void reset();

        /** {@return the listener of its events} */
        ConnectionListener listener();
    }

    /** How many connections are checked at a time. */
    static final int MAX_CHECKS = 1_000;

    private final Set<ManagedConnection> open = ConcurrentHashMap.newKeySet();
    private volatile Runnable whenEmpty = () -> {};
    private Iterator<ManagedConnection> round = Collections.emptyIterator();

    /** A connection was accepted. */
    public void add(ManagedConnection connection) {
        open.add(connection);
    }

    /** A connection is closed. */
    public void remove(ManagedConnection connection) {
        open.remove(connection);
        notifyIfEmpty();
    }

    /** Has {@code action} run once no connection is open, by the thread that removes the last; it may run again. */
    public void whenEmpty(Runnable action) {
        whenEmpty = action;
        notifyIfEmpty();
    }

    private void notifyIfEmpty() {
        if (open.isEmpty()) {
            whenEmpty.run();
        }
    }

    /** {@return the listeners of the connections that are open} */
    public Stream<ConnectionListener> listeners() {
        return open.stream().map(ManagedConnection::listener);
    }

    /** {@return how many connections are open} */
    public int size() {
        return open.size();
    }

    /** Begins a round of checks, which reaches each connection that is open now. */
    public void startRound() {
        round = open.iterator();
    }

    /**
     * Checks the next connections of the round.
     *
     * @param now the time in nanoseconds
     * @return whether the round is not complete
     */
    public boolean check(long now) {
        for (int checks = 0; checks < MAX_CHECKS && round.hasNext(); checks++) {
            round.next().check(now);
        }
        return round.hasNext();
    }

    /** Closes all of them at once. */
    public void resetAll() {
        open.forEach(ManagedConnection::reset);
    }
}
