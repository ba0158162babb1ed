package dev.warmer.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Ports for tests. */
public final class Ports {
    private static final int LOWEST = 10_000;
    /** Where the system's own choice begins, on Linux; elsewhere it is higher. */
    private static final int SYSTEMS = 32_768;

    /** How many JVMs may run tests at a time, and which of them this is: each has ports of its own. */
    private static final int FORKS = 8;

    private static final int FORK = Integer.getInteger("surefire.forkNumber", 0) % FORKS;

    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private Ports() {}

    /**
     * {@return a port that nobody listens on, another one each time} The system gives it to nobody else meanwhile: it is
     * below those that it chooses from itself.
     */
    public static int free() {
        return ThreadLocalRandom.current()
                .ints(LOWEST, SYSTEMS)
                .filter(port -> port % FORKS == FORK && GIVEN.add(port) && isFree(port))
                .findFirst()
                .getAsInt();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    /** {@return a socket that has a port for as long as it is open} */
    public static ServerSocket taken() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }
}
