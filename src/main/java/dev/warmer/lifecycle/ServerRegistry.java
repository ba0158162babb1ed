package dev.warmer.lifecycle;

import dev.warmer.connection.OpenConnections;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.Shareable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The servers of a process that accept connections, and those that are draining. The readiness check reports them. Each
 * instance of a verticle is a server, known by its context. Safe for use from any thread.
 */
public final class ServerRegistry implements Shareable {
    private final Map<Context, OpenConnections> listening = new HashMap<>();
    private final Set<Context> draining = new HashSet<>();

    /** {@return the registry that all verticles of this Vert.x share} */
    public static ServerRegistry of(Vertx vertx) {
        return vertx.sharedData()
                .<String, ServerRegistry>getLocalMap("warmer.servers")
                .computeIfAbsent("all", key -> new ServerRegistry());
    }

    /** Registers a server that accepts connections. */
    public synchronized void setListening(Context context, OpenConnections open) {
        listening.put(context, open);
    }

    /**
     * Registers that a server and the other servers of its deployment accept no more connections and wait for those that
     * are open.
     *
     * @return the number of open connections of all of them; empty if another of them has registered it before
     */
    public synchronized OptionalInt setDraining(Context context) {
        if (!listening.containsKey(context)) {
            return OptionalInt.empty();
        }
        int open = 0;
        for (Context server : listening()) {
            if (server.deploymentID().equals(context.deploymentID())) {
                open += listening.remove(server).size();
                draining.add(server);
            }
        }
        return OptionalInt.of(open);
    }

    /** Removes a server that has stopped. */
    public synchronized void remove(Context context) {
        draining.remove(context);
    }

    /** {@return the contexts of the servers that accept connections} */
    public synchronized Set<Context> listening() {
        return Set.copyOf(listening.keySet());
    }

    /** {@return the contexts of the servers that wait for open connections} */
    public synchronized Set<Context> draining() {
        return Set.copyOf(draining);
    }

    /** {@return whether clients should connect: a server is listening, and none is draining} */
    public synchronized boolean isReady() {
        return !listening.isEmpty() && draining.isEmpty();
    }
}
