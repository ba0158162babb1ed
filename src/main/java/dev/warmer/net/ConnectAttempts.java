package dev.warmer.net;

import dev.warmer.config.ClientConfig.Endpoint;
import dev.warmer.tls.HandshakeFailure;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * Decides how often, how long and at which address a client tries to connect: after a failed attempt it waits, longer
 * each time, and tries again until the {@code connectTimeout} is over or a failure is permanent. All clients of the
 * process use the addresses of a name in turn, so that they spread over the servers. Does not connect itself. Not
 * thread-safe.
 */
public final class ConnectAttempts {
    private static final long FIRST_DELAY_MS = 20;
    private static final long MAX_DELAY_MS = 1_000;
    /** Starts at random, so that the clients of several processes spread, too. */
    private static final AtomicInteger TURN =
            new AtomicInteger(ThreadLocalRandom.current().nextInt());

    private final Endpoint server;
    private final LongSupplier nanoClock;
    private final long deadline;
    private long delayMs = FIRST_DELAY_MS;

    /** Starts the time of {@code server}'s {@code connectTimeout}. */
    public ConnectAttempts(Endpoint server) {
        this(server, System::nanoTime);
    }

    /** @param nanoClock the current time in nanoseconds, as {@link System#nanoTime} */
    ConnectAttempts(Endpoint server, LongSupplier nanoClock) {
        this.server = server;
        this.nanoClock = nanoClock;
        deadline = nanoClock.getAsLong() + server.connectTimeout().toNanos();
    }

    /**
     * {@return the server's address for the next attempt} Blocks while the name is resolved.
     *
     * @throws UnknownHostException if the name has no address
     */
    public InetSocketAddress nextAddress() throws UnknownHostException {
        return pick(InetAddress.getAllByName(server.host()), TURN.getAndIncrement(), server.port());
    }

    /** {@return the address of a turn} Sorts them, since name servers shuffle their answers, which would undo the turns. */
    static InetSocketAddress pick(InetAddress[] addresses, int turn, int port) {
        InetAddress[] sorted = addresses.clone();
        Arrays.sort(sorted, Comparator.comparing(InetAddress::getAddress, Arrays::compareUnsigned));
        return new InetSocketAddress(sorted[Math.floorMod(turn, sorted.length)], port);
    }

    /** {@return how many milliseconds the next attempt may take, at least 1} */
    public int remainingMs() {
        long remaining = TimeUnit.NANOSECONDS.toMillis(deadline - nanoClock.getAsLong());
        return Math.toIntExact(Math.max(1, remaining));
    }

    /**
     * Decides what follows a failed attempt.
     *
     * @return the delay before the next attempt, in milliseconds
     * @throws ConnectFailedException if there is none: the failure is permanent, or too little time is left
     */
    public long delayAfter(Throwable failure) throws ConnectFailedException {
        String target = server.host() + ":" + server.port();
        if (HandshakeFailure.isIn(failure) && HandshakeFailure.of(failure).isPermanent()) {
            throw new ConnectFailedException(target, failure);
        }
        if (delayMs >= remainingMs()) {
            throw new ConnectFailedException(
                    target + " within " + server.connectTimeout().toMillis() + " ms", failure);
        }
        long delay = delayMs;
        delayMs = Math.min(2 * delayMs, MAX_DELAY_MS);
        return delay;
    }
}
