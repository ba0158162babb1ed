package dev.warmer.lifecycle;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.Shareable;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The servers of a process that accept connections, and those that are draining. The readiness check reports them. Safe
 * for use from any thread.
 */
public final class ServerRegistry implements Shareable {
    private final Set<Context> listening = ConcurrentHashMap.newKeySet();
    private final Set<Context> draining = ConcurrentHashMap.newKeySet();

    /** {@return the registry that all verticles of this Vert.x share} */
    public static ServerRegistry of(Vertx vertx) {
        return vertx.sharedData()
                .<String, ServerRegistry>getLocalMap("warmer.servers")
                .computeIfAbsent("all", key -> new ServerRegistry());
    }

    /** Registers a server that accepts connections, by the context of its verticle. */
    public void setListening(Context context) {
        listening.add(context);
    }

    /** Registers that a server accepts no more connections and waits for those that are open. */
    public void setDraining(Context context) {
        draining.add(context);
        listening.remove(context);
    }

    /** Removes a server that has stopped. */
    public void remove(Context context) {
        draining.remove(context);
    }

    /** {@return the contexts of the servers that accept connections} */
    public Set<Context> listening() {
        return Set.copyOf(listening);
    }

    /** {@return the contexts of the servers that wait for open connections} */
    public Set<Context> draining() {
        return Set.copyOf(draining);
    }

    /** {@return whether clients should connect: a server is listening, and none is draining} */
    public boolean isReady() {
        return !listening.isEmpty() && draining.isEmpty();
    }
}
