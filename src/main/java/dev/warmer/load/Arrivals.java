package dev.warmer.load;

import dev.warmer.eventloop.Connector;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.net.NetSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;

/** Makes the connections of one instance, not all at once, on its event loop. */
final class Arrivals {
    /** So many over all instances. */
    private static final int AT_A_TIME = 64;
    /** After so many, over all instances, the server must have accepted them: its queue of those is not endless. */
    private static final int UNGREETED = 256;

    /** Who is told of each. */
    interface Listener {
        /** @param k which connection it is, from 0 */
        void arrived(int k, NetSocket socket);

        /** A connection cannot be made. */
        void failed(Throwable cause);
    }

    private final int count;
    private final int atATime;
    private final int ungreeted;
    private final Supplier<Connector> connectors;
    private final Greeting greeting;
    private final Listener listener;
    private final Set<Connector> connecting = new HashSet<>();
    private final Promise<Void> over = Promise.promise();
    private int begun;
    private boolean greets;

    /**
     * @param count how many connections to make
     * @param instances how many instances make some at the same time
     */
    Arrivals(int count, int instances, Supplier<Connector> connectors, Greeting greeting, Listener listener) {
        this.count = count;
        this.connectors = connectors;
        this.greeting = greeting;
        this.listener = listener;
        atATime = Math.max(1, AT_A_TIME / instances);
        ungreeted = Math.max(1, UNGREETED / instances);
    }

    /** {@return done when each connection is made, or cannot be} */
    Future<Void> connect() {
        while (begun < count && connecting.size() < atATime && !greets) {
            connect(begun);
            begun++;
            if (begun % ungreeted == 0 && begun < count) {
                greet();
            }
        }
        if (connecting.isEmpty() && !greets) {
            over.tryComplete();
        }
        return over.future();
    }

    private void greet() {
        greets = true;
        greeting.exchange().onComplete(done -> {
            greets = false;
            connect();
        });
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
