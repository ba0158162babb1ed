package dev.warmer.connection;

import dev.warmer.protocol.ErrorCode;
import dev.warmer.protocol.ProtocolException;
import java.util.Map;
import java.util.Optional;
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
    private final ConcurrentMap<String, Integer> openByAddress = new ConcurrentHashMap<>();
    private final AtomicInteger openRefused = new AtomicInteger();
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
     * {@return whether a connection that was accepted may be served}
     *
     * @param address the peer's IP address
     */
    public Admission admit(String address, Limits limits) {
        return identify(admit(limits), address, limits);
    }

    /** {@return the same for a peer whose address is not known yet} It is counted, and has to be {@link #identify identified}. */
    public Admission admit(Limits limits) {
        if (open.incrementAndGet() > limits.maxConnections()) {
            open.decrementAndGet();
            return refuse(Limit.MAX_CONNECTIONS, "connection limit reached (" + limits.maxConnections() + ")");
        }
        return new Admission(Optional.empty(), true, open::decrementAndGet);
    }

    /**
     * The address of a peer is known.
     *
     * @param admission of its connection, without an address
     * @return the admission that takes its place
     */
    public Admission identify(Admission admission, String address, Limits limits) {
        if (admission.refusal().isPresent()) {
            return admission;
        }
        int ofAddress = openByAddress.merge(address, 1, Integer::sum);
        if (limits.maxConnectionsPerAddress() > 0 && ofAddress > limits.maxConnectionsPerAddress()) {
            release(admission, address);
            return refuse(
                    Limit.MAX_CONNECTIONS_PER_ADDRESS,
                    "connection limit for your address reached (" + limits.maxConnectionsPerAddress() + ")");
        }
        return new Admission(Optional.empty(), true, () -> release(admission, address));
    }

    private void release(Admission admission, String address) {
        admission.release();
        openByAddress.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1);
    }

    private Admission refuse(Limit limit, String text) {
        refused.get(limit).increment();
        ProtocolException refusal = new ProtocolException(ErrorCode.TOO_MANY_CONNECTIONS, text + "; retry later");
        boolean mayLinger = openRefused.incrementAndGet() <= MAX_REFUSED;
        return new Admission(Optional.of(refusal), mayLinger, openRefused::decrementAndGet);
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
