package dev.warmer.load;

import dev.warmer.client.Connector;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.net.NetSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;

/** Makes the connections of one instance, not all at once, on its event loop. */
final class Arrivals {
    /** So many over all instances: a server that is slow to accept is not to lose any. */
    private static final int AT_A_TIME = 64;

    /** Who is told of each. */
    interface Listener {
        /** @param k which connection it is, from 0 */
        void arrived(int k, NetSocket socket);

        /** A connection cannot be made. */
        void failed(Throwable cause);
    }

    private final int count;
    private final int atATime;
    private final Supplier<Connector> connectors;
    private final Listener listener;
    private final Set<Connector> connecting = new HashSet<>();
    private final Promise<Void> over = Promise.promise();
    private int begun;

    /**
     * @param count how many connections to make
     * @param instances how many instances make some at the same time
     */
    Arrivals(int count, int instances, Supplier<Connector> connectors, Listener listener) {
        this.count = count;
        this.connectors = connectors;
        this.listener = listener;
        atATime = Math.max(1, AT_A_TIME / instances);
    }

    /** {@return done when each connection is made, or cannot be} */
    Future<Void> connect() {
        while (begun < count && connecting.size() < atATime) {
            connect(begun);
            begun++;
        }
        if (connecting.isEmpty()) {
            over.tryComplete();
        }
        return over.future();
    }

    private void connect(int k) {
        Connector connector = connectors.get();
        connecting.add(connector);
        connector
                .connect()
                .onSuccess(socket -> listener.arrived(k, socket))
                .onFailure(listener::failed)
                .onComplete(done -> {
                    connecting.remove(connector);
                    connect();
                });
    }

    /** Begins no more, and does not insist on those begun. */
    void stop() {
        begun = count;
        connecting.forEach(Connector::close);
        connect();
    }
}
