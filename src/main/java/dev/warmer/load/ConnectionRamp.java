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
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Opens the connections of one instance in batches, on its event loop. Before each further batch it waits until the
 * server has accepted the last one, since its accept queue is short.
 */
final class ConnectionRamp {
    /** How many connections are opened at a time, over all instances. */
    private static final int BATCH = 64;

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
    private final int batchSize;
    private final Listener listener;
    private Promise<Void> done = Promise.promise();
    /** How many connections were begun since the start, and how many of them belong to the batch that is being opened. */
    private int begun;

    private int opening;
    /** How many connections are still to be begun. */
    private int missing;

    private boolean running;

    /** @param connector opens a connection; it may fail from some time on, which ends the ramp */
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
        batchSize = Math.max(1, BATCH / partition.instances());
    }

    /**
     * Opens so many connections, instead of those that are still to be begun. The batch that is being opened goes on.
     *
     * @return done when each connection is open, or cannot be opened
     */
    Future<Void> connect(int count) {
        missing = count;
        if (running) {
            return done.future();
        }
        running = true;
        Promise<Void> started = Promise.promise();
        done = started;
        openNext();
        return started.future();
    }

    boolean isRunning() {
        return running;
    }

    /** {@return how many connections have begun, and are neither open nor have they failed} */
    int opening() {
        return opening;
    }

    private void openNext() {
        int first = begun;
        begun += Math.min(batchSize, missing);
        missing -= begun - first;
        opening = begun - first;
        List<Future<NetSocket>> batch =
                IntStream.range(first, begun).mapToObj(this::open).toList();
        Future.join(batch).onComplete(attempted -> {
            if (missing > 0 && batch.stream().noneMatch(Future::succeeded)) {
                // Each attempt has taken the whole connect timeout, and those of another batch would take it again.
                listener.connectFailed(attempted.cause(), missing);
                missing = 0;
            }
            openMore();
        });
    }

    private void openMore() {
        if (missing == 0) {
            running = false;
            done.complete();
        } else {
            probe().onComplete(accepted -> openNext());
        }
    }

    private Future<NetSocket> open(int k) {
        return connector
                .get()
                .onComplete(attempted -> opening--)
                .onSuccess(socket -> listener.connected(k, socket))
                .onFailure(cause -> listener.connectFailed(cause, 1));
    }

    /** One is open before the server has accepted it, but a reply only comes after that, and after those opened earlier. */
    private Future<Long> probe() {
        return connector.get().compose(socket -> {
            ClientConnection connection = new ClientConnection(vertx, socket, replyTimeout);
            connection.enqueue(new Command.Params(1, 1));
            return connection.request(new ReplyValidator(new Range(1, 1))).eventually(connection::close);
        });
    }
}
