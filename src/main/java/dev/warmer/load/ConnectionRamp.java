package dev.warmer.load;

import dev.warmer.client.ClientConnection;
import dev.warmer.config.LoadConfig;
import dev.warmer.game.Range;
import dev.warmer.load.LoadRun.Partition;
import dev.warmer.protocol.Command;
import dev.warmer.protocol.ReplyValidator;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.function.Supplier;

/** Opens the connections of one instance gradually, on its event loop. */
final class ConnectionRamp {
    /** How many connections are opened at a time, over all instances. */
    private static final int PARALLEL = 64;
    /** After how many connections, over all instances, to wait until the server has accepted them: its queue is short. */
    private static final int PROBE_INTERVAL = 256;

    /** Receives the connections. */
    interface Listener {
        /** @param k the number of the connection, from 0 */
        void connected(int k, NetSocket socket);

        /** So many connections cannot be opened. */
        void connectFailed(Throwable cause, int connections);
    }

    private final Vertx vertx;
    private final Supplier<Future<NetSocket>> connector;
    private final Duration replyTimeout;
    private final int count;
    private final int parallel;
    private final int probeInterval;
    private final Listener listener;
    private final Promise<Void> done = Promise.promise();
    private int begun;
    private int connecting;
    /** Why the last attempt failed; null if it succeeded. */
    private Throwable failure;

    private boolean probing;

    /** @param connector opens a connection */
    ConnectionRamp(
            Vertx vertx,
            Supplier<Future<NetSocket>> connector,
            LoadConfig config,
            Partition partition,
            Listener listener) {
        this.vertx = vertx;
        this.connector = connector;
        this.listener = listener;
        replyTimeout = config.server().replyTimeout();
        count = partition.count(config.players());
        parallel = Math.max(1, PARALLEL / partition.instances());
        probeInterval = Math.max(1, PROBE_INTERVAL / partition.instances());
    }

    /**
     * Begins as many connections as may be opened at a time. After a failed attempt, which takes the whole connect
     * timeout, none begins before another succeeds; if none does, the rest fail as well.
     *
     * @return done when each connection is open, or cannot be opened
     */
    Future<Void> connect() {
        while (begun < count && connecting < parallel && !probing && failure == null) {
            begin(begun);
            if (begun % probeInterval == 0 && begun < count) {
                probe();
            }
        }
        if (connecting == 0 && !probing) {
            if (begun < count) {
                listener.connectFailed(failure, count - begun);
                begun = count;
            }
            done.tryComplete();
        }
        return done.future();
    }

    private void begin(int k) {
        begun++;
        connecting++;
        connector.get().onComplete((socket, cause) -> {
            connecting--;
            failure = cause;
            if (cause == null) {
                listener.connected(k, socket);
            } else {
                listener.connectFailed(cause, 1);
            }
            connect();
        });
    }

    /**
     * Waits until the server has accepted the connections: one is open before the server has accepted it, but a reply
     * only comes after that, and after it has accepted those opened earlier.
     */
    private void probe() {
        probing = true;
        connector.get().compose(this::requestGuess).onComplete(result -> {
            probing = false;
            connect();
        });
    }

    private Future<Long> requestGuess(NetSocket socket) {
        ClientConnection connection = new ClientConnection(vertx, socket, replyTimeout);
        connection.enqueue(new Command.Params(1, 1));
        return connection.request(new ReplyValidator(new Range(1, 1))).eventually(connection::close);
    }

    /** Begins no further connection. */
    void stop() {
        begun = count;
        connect();
    }
}
