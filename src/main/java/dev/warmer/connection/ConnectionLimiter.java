package dev.warmer.connection;

import dev.warmer.protocol.ErrorCode;
import dev.warmer.protocol.ProtocolException;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.Shareable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Counts the open connections of all servers of a process, and lets in no more than the limits. Thread-safe. */
public final class ConnectionLimiter implements Shareable {
    /** What keeps a connection out. */
    public enum Limit {
        /** There are as many connections as there may be. */
        MAX_CONNECTIONS,
        /** There are as many from the peer's address. */
        MAX_CONNECTIONS_PER_ADDRESS
    }

    private final AtomicInteger open = new AtomicInteger();
    private final Map<Limit, LongAdder> refused =
            Map.of(Limit.MAX_CONNECTIONS, new LongAdder(), Limit.MAX_CONNECTIONS_PER_ADDRESS, new LongAdder());
    private final ConcurrentMap<String, Integer> openByAddress = new ConcurrentHashMap<>();

    /** {@return the one that all verticles of this Vert.x share} */
    public static ConnectionLimiter of(Vertx vertx) {
        return vertx.sharedData()
                .<String, ConnectionLimiter>getLocalMap("warmer.admission")
                .computeIfAbsent("all", key -> new ConnectionLimiter());
    }

    /**
     * Lets a connection in; it must {@link #leave} in the end.
     *
     * @param address the peer's IP address
     * @throws ProtocolException TOO_MANY_CONNECTIONS if it may not come in
     */
    public void enter(String address, Limits limits) {
        if (open.incrementAndGet() > limits.maxConnections()) {
            open.decrementAndGet();
            throw refused(Limit.MAX_CONNECTIONS, "the server has its " + limits.maxConnections() + " connections");
        }
        int fromThere = openByAddress.merge(address, 1, Integer::sum);
        if (limits.maxConnectionsPerAddress() > 0 && fromThere > limits.maxConnectionsPerAddress()) {
            leave(address);
            throw refused(
                    Limit.MAX_CONNECTIONS_PER_ADDRESS,
                    "your address has its " + limits.maxConnectionsPerAddress() + " connections");
        }
    }

    /** A connection that was let in is gone. */
    public void leave(String address) {
        open.decrementAndGet();
        openByAddress.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1);
    }

    /** {@return how many connections are in} */
    public int open() {
        return open.get();
    }

    /** {@return how many connections {@code limit} has kept out} */
    public long refused(Limit limit) {
        return refused.get(limit).sum();
    }

    private ProtocolException refused(Limit limit, String text) {
        refused.get(limit).increment();
        return new ProtocolException(ErrorCode.TOO_MANY_CONNECTIONS, text + ": try again later");
    }
}
