package dev.warmer.net;

import dev.warmer.config.Limits;
import dev.warmer.protocol.ErrorCode;
import dev.warmer.protocol.ProtocolException;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.Shareable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the open connections of all servers of a process, and lets in no more than the limits. Thread-safe. */
public final class Admission implements Shareable {
    private final AtomicInteger open = new AtomicInteger();
    private final ConcurrentMap<String, Integer> openByAddress = new ConcurrentHashMap<>();

    /** {@return the one that all verticles of this Vert.x share} */
    public static Admission of(Vertx vertx) {
        return vertx.sharedData()
                .<String, Admission>getLocalMap("warmer.admission")
                .computeIfAbsent("all", key -> new Admission());
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
            throw refused("the server has its " + limits.maxConnections() + " connections");
        }
        int fromThere = openByAddress.merge(address, 1, Integer::sum);
        if (limits.maxConnectionsPerAddress() > 0 && fromThere > limits.maxConnectionsPerAddress()) {
            leave(address);
            throw refused("your address has its " + limits.maxConnectionsPerAddress() + " connections");
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

    private static ProtocolException refused(String text) {
        return new ProtocolException(ErrorCode.TOO_MANY_CONNECTIONS, text + ": try again later");
    }
}
