package dev.warmer.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Resolves a server's name to each of its addresses in turn, for all clients of the process, so that they spread over
 * the servers. Thread-safe.
 */
public final class RoundRobinResolver {
    /** Starts at random, so that the clients of several processes spread, too. */
    private static final AtomicInteger TURN =
            new AtomicInteger(ThreadLocalRandom.current().nextInt());

    private RoundRobinResolver() {}

    /**
     * {@return the next address of {@code host}} Blocks while the name is resolved.
     *
     * @throws UnknownHostException if the name has no address
     */
    public static InetSocketAddress next(String host, int port) throws UnknownHostException {
        return pick(InetAddress.getAllByName(host), TURN.getAndIncrement(), port);
    }

    /** {@return the address of a turn} Sorts them, since name servers shuffle their answers, which would undo the turns. */
    static InetSocketAddress pick(InetAddress[] addresses, int turn, int port) {
        InetAddress[] sorted = addresses.clone();
        Arrays.sort(sorted, Comparator.comparing(InetAddress::getAddress, Arrays::compareUnsigned));
        return new InetSocketAddress(sorted[Math.floorMod(turn, sorted.length)], port);
    }
}
