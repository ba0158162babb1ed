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
    private final int count;
    private final int batchSize;
    private final Listener listener;
    private final Promise<Void> done = Promise.promise();

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
        count = partition.count(config.players());
        batchSize = Math.max(1, BATCH / partition.instances());
    }

    /** {@return done when each connection is open, or cannot be opened} */
    Future<Void> connect() {
        openFrom(0);
        return done.future();
    }

    private void openFrom(int first) {
        int end = Math.min(first + batchSize, count);
        List<Future<NetSocket>> batch =
                IntStream.range(first, end).mapToObj(this::open).toList();
        Future.join(batch).onComplete(attempted -> {
            if (end == count) {
                done.complete();
            } else if (batch.stream().anyMatch(Future::succeeded)) {
                probe().onComplete(accepted -> openFrom(end));
            } else {
                // Each attempt has taken the whole connect timeout, and those of another batch would take it again.
                listener.connectFailed(attempted.cause(), count - end);
                done.complete();
            }
        });
    }

    private Future<NetSocket> open(int k) {
        return connector
                .get()
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
