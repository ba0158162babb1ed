package dev.warmer.lifecycle;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.Shareable;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which servers of a process take connections, so that whoever sends peers can be told to stop. Safe for use from any
 * thread.
 */
public final class ServerRegistry implements Shareable {
    private final Set<Context> listening = ConcurrentHashMap.newKeySet();
    private final Set<Context> draining = ConcurrentHashMap.newKeySet();

    /** {@return the one that all verticles of this Vert.x share} */
    public static ServerRegistry of(Vertx vertx) {
        return vertx.sharedData()
                .<String, ServerRegistry>getLocalMap("warmer.servers")
                .computeIfAbsent("all", key -> new ServerRegistry());
    }

    /** The server that is the verticle of {@code context} takes connections. */
    public void listening(Context context) {
        listening.add(context);
    }

    /** It takes no more, and waits for those it has. */
    public void draining(Context context) {
        draining.add(context);
        listening.remove(context);
    }

    /** It is gone. */
    public void stopped(Context context) {
        draining.remove(context);
    }

    /** {@return the contexts of those that take connections} */
    public Set<Context> listening() {
        return Set.copyOf(listening);
    }

    /** {@return the contexts of those that wait for their last connections} */
    public Set<Context> draining() {
        return Set.copyOf(draining);
    }

    /** {@return whether to send peers: some server listens, and none is on its way out} */
    public boolean isReady() {
        return !listening.isEmpty() && draining.isEmpty();
    }
}
