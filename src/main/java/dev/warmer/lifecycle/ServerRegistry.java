package dev.warmer.lifecycle;

import dev.warmer.config.ServerConfig;
import dev.warmer.connection.OpenConnections;
import dev.warmer.connection.ServerState;
import dev.warmer.metrics.Driver;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.shareddata.Shareable;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The servers of a process that accept connections, and those that are draining. The readiness check and the board report
 * them. Each instance of a verticle is a server, known by its context. Safe for use from any thread.
 */
public final class ServerRegistry implements Shareable {
    /**
     * One server.
     *
     * @param driver how its connections wait
     * @param address where it listens
     * @param plain whether a connection begins with lines: neither with a TLS handshake nor with a PROXY protocol header
     * @param open its connections
     * @param state its limits, which may be replaced
     * @param certificateExpiry when its TLS certificate expires; empty without TLS, and for all but one of the instances of
     *     a verticle, which have the same certificate
     */
    public record Server(
            Driver driver,
            SocketAddress address,
            boolean plain,
            OpenConnections open,
            ServerState state,
            Supplier<Optional<Instant>> certificateExpiry) {
        /** {@return the host and the port, or the path} */
        public String location() {
            return address.isDomainSocket() ? address.path() : ServerConfig.address(address.host(), address.port());
        }
    }

    private final Map<Context, Server> listening = new HashMap<>();
    /** Those that listen and will drain soon. */
    private final Set<Context> delaying = new HashSet<>();

    private boolean startFailed;
    private final Map<Context, Server> draining = new HashMap<>();

    /** {@return the registry that all verticles of this Vert.x share} */
    public static ServerRegistry of(Vertx vertx) {
        return vertx.sharedData()
                .<String, ServerRegistry>getLocalMap("warmer.servers")
                .computeIfAbsent("all", key -> new ServerRegistry());
    }

    /** Registers a server that accepts connections. */
    public synchronized void setListening(Context context, Server server) {
        listening.put(context, server);
    }

    /**
     * Registers that a server and the other servers of its deployment will drain soon, and still accept connections.
     *
     * @return whether it is the first of them to register it
     */
    public synchronized boolean setDelaying(Context context) {
        return listening.containsKey(context)
                && delaying.add(context)
                && ofDeployment(delaying, context).size() == 1;
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
        for (Context other : ofDeployment(listening.keySet(), context)) {
            Server server = listening.remove(other);
            open += server.open().size();
            draining.put(other, server);
            delaying.remove(other);
        }
        return OptionalInt.of(open);
    }

    private static List<Context> ofDeployment(Set<Context> contexts, Context one) {
        return contexts.stream()
                .filter(other -> other.deploymentID().equals(one.deploymentID()))
                .toList();
    }

    /** Removes a server that has stopped. */
    public synchronized void remove(Context context) {
        draining.remove(context);
        delaying.remove(context);
    }

    /** {@return the servers that accept connections, those that will drain soon included} */
    public synchronized Map<Context, Server> listening() {
        return Map.copyOf(listening);
    }

    /** {@return those of the servers that accept connections that will drain soon} */
    public synchronized Map<Context, Server> delaying() {
        Map<Context, Server> servers = new HashMap<>(listening);
        servers.keySet().retainAll(delaying);
        return servers;
    }

    /** {@return the servers that wait for open connections} */
    public synchronized Map<Context, Server> draining() {
        return Map.copyOf(draining);
    }

    /** Has servers stop without their drain delay, since this process has failed to start. Safe for use from any thread. */
    public synchronized void startFailed() {
        startFailed = true;
    }

    /** {@return whether {@link #startFailed} was called} */
    synchronized boolean hasStartFailed() {
        return startFailed;
    }

    /** {@return whether clients should connect: a server is listening, and none is stopping} */
    public synchronized boolean isReady() {
        return !listening.isEmpty() && delaying.isEmpty() && draining.isEmpty();
    }
}
