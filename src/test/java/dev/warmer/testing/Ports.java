package dev.warmer.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Ports for tests. */
public final class Ports {
    private static final int LOWEST = 10_000;
    /** The lowest of Linux's ephemeral ports, which the system assigns itself; other systems' begin higher. */
    private static final int EPHEMERAL = 32_768;

    /** How many JVMs may run tests at a time. Each uses other ports. */
    private static final int FORKS = 8;

    private static final int FORK = Integer.getInteger("surefire.forkNumber", 0) % FORKS;

    private static final Set<Integer> RETURNED = ConcurrentHashMap.newKeySet();

    private Ports() {}

    /**
     * {@return a port without a listener, another one each time} It is below the ephemeral ports, so that the system does
     * not assign it to another socket meanwhile. The choice is random, since other builds may run on this machine.
     */
    public static int free() {
        return ThreadLocalRandom.current()
                .ints(LOWEST, EPHEMERAL)
                .filter(port -> port % FORKS == FORK && RETURNED.add(port) && isFree(port))
                .findFirst()
                .getAsInt();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException inUse) {
            return false;
        }
    }

    /** {@return a socket that has a port for as long as it is open} */
    public static ServerSocket taken() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }
}
