package dev.warmer.connection;

import dev.warmer.protocol.ErrorCode;
import dev.warmer.protocol.ProtocolException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what the connections of all servers of a process take together, and holds it below the limits. Thread-safe.
 */
public final class ConnectionLimiter {
    /** The limit that a connection was refused for. */
    public enum Limit {
        /** Connections open at a time. */
        MAX_CONNECTIONS,
        /** Connections open at a time from one address. */
        MAX_CONNECTIONS_PER_ADDRESS
    }

    /** How many refused connections may linger at a time, so that their peers can read why. */
    static final int MAX_REFUSED = 1_000;

    private final long maxUnsentBytes;
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger sockets = new AtomicInteger();
    private final ConcurrentMap<String, Integer> openByAddress = new ConcurrentHashMap<>();
    private final AtomicInteger lingeringRefused = new AtomicInteger();
    private final AtomicLong unsentBytes = new AtomicLong();
    private final Map<Limit, LongAdder> refused =
            Map.of(Limit.MAX_CONNECTIONS, new LongAdder(), Limit.MAX_CONNECTIONS_PER_ADDRESS, new LongAdder());

    /** Limits the unsent replies to a quarter of the memory that the JVM may use. */
    public ConnectionLimiter() {
        this(Runtime.getRuntime().maxMemory() / 4);
    }

    ConnectionLimiter(long maxUnsentBytes) {
        this.maxUnsentBytes = maxUnsentBytes;
    }

    /**
     * Counts a connection, which has to be {@linkplain #release released} when it is closed.
     *
     * @param address the peer's IP address
     * @throws ProtocolException TOO_MANY_CONNECTIONS if a limit is reached; the connection is not counted then
     */
    public void acquire(String address, Limits limits) {
        if (open.incrementAndGet() > limits.maxConnections()) {
            open.decrementAndGet();
            throw refused(Limit.MAX_CONNECTIONS, "connection limit reached (" + limits.maxConnections() + ")");
        }
        int ofAddress = openByAddress.merge(address, 1, Integer::sum);
        if (limits.maxConnectionsPerAddress() > 0 && ofAddress > limits.maxConnectionsPerAddress()) {
            release(address);
            throw refused(
                    Limit.MAX_CONNECTIONS_PER_ADDRESS,
                    "connection limit for your address reached (" + limits.maxConnectionsPerAddress() + ")");
        }
    }

    /** A connection that was {@linkplain #acquire acquired} is closed. */
    public void release(String address) {
        open.decrementAndGet();
        openByAddress.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1);
    }

    private ProtocolException refused(Limit limit, String text) {
        refused.get(limit).increment();
        return new ProtocolException(ErrorCode.TOO_MANY_CONNECTIONS, text + "; retry later");
    }

    /**
     * {@return whether a socket that was accepted may stay open until its connection is known} If so, it has to be
     * released. There may be as many as connections, and refused ones that linger.
     */
    boolean acquireSocket(Limits limits) {
        if (sockets.incrementAndGet() > limits.maxConnections() + MAX_REFUSED) {
            sockets.decrementAndGet();
            return false;
        }
        return true;
    }

    void releaseSocket() {
        sockets.decrementAndGet();
    }

    /** {@return whether one more refused connection may linger; if so, it has to be released} */
    boolean acquireRefused() {
        if (lingeringRefused.incrementAndGet() > MAX_REFUSED) {
            lingeringRefused.decrementAndGet();
            return false;
        }
        return true;
    }

    void releaseRefused() {
        lingeringRefused.decrementAndGet();
    }

    /** {@return whether the unsent bytes are within their limit after so many more or, if negative, fewer} */
    boolean addUnsent(long bytes) {
        return unsentBytes.addAndGet(bytes) <= maxUnsentBytes;
    }

    long maxUnsentBytes() {
        return maxUnsentBytes;
    }

    /** {@return how many connections are open, refused ones excluded} */
    public int open() {
        return open.get();
    }

    /** {@return how many bytes of replies wait for peers that do not take them, as far as was noticed} */
    public long unsentBytes() {
        return unsentBytes.get();
    }

    /** {@return how many connections were refused for {@code limit}} */
    public long refused(Limit limit) {
        return refused.get(limit).sum();
    }
}
