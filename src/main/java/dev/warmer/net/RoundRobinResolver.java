package dev.warmer.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The addresses behind a server's name, taken in turn by all the clients of this process, so that they spread over
 * the servers. Safe for use from any thread.
 */
public final class RoundRobinResolver {
    /** Starts anywhere, so that the clients of several processes spread, too. */
    private static final AtomicInteger TURN =
            new AtomicInteger(ThreadLocalRandom.current().nextInt());

    private RoundRobinResolver() {}

    /**
     * Looks {@code host} up and takes the address whose turn it is. Blocks as long as the lookup takes.
     *
     * @throws UnknownHostException if the name has no address
     */
    public static InetSocketAddress next(String host, int port) throws UnknownHostException {
        return pick(InetAddress.getAllByName(host), TURN.getAndIncrement(), port);
    }

    /** A name server may shuffle its answers, which would undo the turns. {@return the address of a turn, of any order} */
    static InetSocketAddress pick(InetAddress[] addresses, int turn, int port) {
        InetAddress[] sorted = addresses.clone();
        Arrays.sort(sorted, Comparator.comparing(InetAddress::getAddress, Arrays::compareUnsigned));
        return new InetSocketAddress(sorted[Math.floorMod(turn, sorted.length)], port);
    }
}
