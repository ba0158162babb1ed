package dev.warmer.load;

import dev.warmer.client.Connector;
import dev.warmer.config.LoadConfig;
import dev.warmer.load.LoadRun.Partition;
import dev.warmer.load.Player.Requests;
import dev.warmer.net.ConnectFailedException;
import dev.warmer.protocol.ProtocolException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetSocket;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** The players of one instance, on its event loop: connects them, begins their rounds and closes them. */
final class Players implements ConnectionRamp.Listener, OpenLoopScheduler.Rounds {
    /** How many players are processed before the event loop handles other events. */
    private static final int BATCH = 100;
    /** How long a player waits before it connects again, so that a server that closes every connection is not flooded. */
    private static final int RECONNECT_MS = 50;

    /** Shared by the players. */
    final LoadConfig config;

    final Requests requests;
    /** What was measured since it was taken last. */
    LoadStats stats = new LoadStats();

    private final Vertx vertx;
    private final LoadRun run;
    private final Partition partition;
    private final Connector connector;
    private final ConnectionRamp ramp;
    private final Set<Player> connected = new HashSet<>();
    /** The order of turns in an open loop. Closed players are removed when it is their turn. */
    private final Queue<Player> turns = new ArrayDeque<>();

    private final Runnable onFinished;
    /** How many players it is to have. */
    private int target;

    private boolean finished;
    private boolean playing;
    private boolean closing;
    private int awaitingReply;
    /** Begins the rounds in an open loop; null in a closed loop, and before the start. */
    private OpenLoopScheduler scheduler;

    /** @param onFinished called when no player is left, which may be several times if their number changes */
    Players(Vertx vertx, LoadRun run, Partition partition, Connector connector, Runnable onFinished) {
        this.onFinished = onFinished;
        this.vertx = vertx;
        this.run = run;
        config = run.config;
        this.partition = partition;
        this.connector = connector;
        ramp = new ConnectionRamp(vertx, connector::connect, config, partition, this);
        requests = Requests.of(config.play().range());
    }

    /**
     * Connects players, or ends the sessions of some, until there are as many as belong to this instance.
     *
     * @param total the number of players of all instances
     * @return done when each player is connected, or cannot be
     */
    Future<Void> setCount(int total) {
        int count = partition.count(total);
        if (closing || (finished && count > 0 && !run.resume())) {
            return Future.succeededFuture();
        }
        run.setPlayers(total);
        target = count;
        finished &= count == 0;
        return ramp.connect(Math.max(0, target - active().size() - ramp.opening()))
                .onComplete(done -> {
                    endSurplus();
                    checkFinished();
                });
    }

    private List<Player> active() {
        return connected.stream().filter(player -> !player.isClosing()).toList();
    }

    private void endSurplus() {
        List<Player> active = active();
        if (!closing && active.size() > target) {
            List<Player> surplus = active.subList(target, active.size());
            surplus.forEach(Player::leave);
            each(surplus.iterator(), player -> player.finish(System.nanoTime()));
        }
    }

    @Override
    public void connected(int k, NetSocket socket) {
        LongSupplier secrets =
                Player.secrets(run.seed, partition.number(k), config.play().range());
        Player player = new Player(this, secrets, socket);
        connected.add(player);
        run.addConnected(1);
        if (closing) {
            player.close(System.nanoTime());
        } else if (playing) {
            beginRounds(player);
        }
    }

    /** A player was connected after the others have begun to play. */
    private void beginRounds(Player player) {
        long now = System.nanoTime();
        if (scheduler == null) {
            player.round(now, now);
            return;
        }
        turns.add(player);
        if (scheduler.isStopped()) { // since there was no player
            schedule(now);
        }
    }

    @Override
    public void connectFailed(Throwable cause, int connections) {
        if (!closing && cause instanceof ConnectFailedException failure) { // else the connector was stopped
            run.addErrors(failure.kind().name(), failure.getMessage(), connections);
        }
    }

    /** A player's connection has ended, and it is to have another one. */
    void reconnect(Player player) {
        vertx.timer(RECONNECT_MS, TimeUnit.MILLISECONDS)
                .compose(passed -> connector.connect())
                .onComplete(socket -> reconnected(player, socket), cause -> {
                    connectFailed(cause, 1);
                    player.reconnectFailed();
                });
    }

    private void reconnected(Player player, NetSocket socket) {
        if (player.isClosing()) {
            socket.close();
            return;
        }
        run.addConnected(1);
        if (!player.reconnected(socket) && playing && scheduler == null) {
            long now = System.nanoTime();
            player.round(now, now);
        }
    }

    /** Begins to play. */
    void play(long start) {
        if (closing) {
            return;
        }
        playing = true;
        if (config.rate() > 0) {
            turns.addAll(connected);
            schedule(start);
        } else {
            each(player -> {
                long now = System.nanoTime();
                player.round(now, now);
            });
        }
    }

    private void schedule(long start) {
        scheduler = new OpenLoopScheduler(start, config.rate(), partition, this, System::nanoTime, this::schedule);
        scheduler.run();
    }

    private void schedule(Runnable task, long delayNanos) {
        vertx.timer(delayNanos, TimeUnit.NANOSECONDS).onSuccess(passed -> task.run());
    }

    /** Does something to each player, in batches, so that other events do not wait long. */
    private void each(Consumer<Player> task) {
        each(List.copyOf(connected).iterator(), task);
    }

    private void each(Iterator<Player> rest, Consumer<Player> task) {
        for (int i = 0; i < BATCH && rest.hasNext(); i++) {
            task.accept(rest.next());
        }
        if (rest.hasNext()) {
            vertx.runOnContext(later -> each(rest, task));
        }
    }

    /** Gives a round to the player whose turn it is. {@return whether there is one} */
    @Override
    public boolean begin(long due, long now) {
        Player player;
        do {
            player = turns.poll();
        } while (player != null && player.isClosing());
        if (player != null) {
            turns.add(player);
            player.round(due, now);
        }
        return player != null;
    }

    @Override
    public void late() {
        stats.late++;
    }

    /** {@return what was measured since the last call} */
    LoadStats takeStats() {
        LoadStats taken = stats;
        stats = new LoadStats();
        return taken;
    }

    /** A player has a reply, and has begun a round that waited for it. */
    void answered(Player player, long now) {
        awaitingReply(-1);
        if (closing) {
            return;
        }
        if (scheduler != null) {
            scheduler.beginDue(now);
        } else {
            player.round(now, now);
        }
    }

    /**
     * Changes the number of players that await a reply. In the end, no connection is closed before all have
     * theirs: closing thousands is work for the server, which would be measured, too.
     */
    void awaitingReply(int change) {
        awaitingReply += change;
        if (closing && awaitingReply == 0) {
            each(player -> player.close(System.nanoTime()));
        }
    }

    boolean isClosing() {
        return closing;
    }

    /** A player's connection has ended with an error. */
    void failed(ProtocolException reason) {
        run.addErrors(reason.code().name(), reason.getMessage(), 1);
    }

    /** A player's connection is closed, or about to be. */
    void disconnected() {
        run.addConnected(-1);
    }

    /** A player has no connection, and will have no other one. */
    void closed(Player player) {
        connected.remove(player);
        checkFinished();
    }

    /** Checks the timeouts of all players. */
    void checkTimeouts(long now) {
        long replyTimeout = config.server().replyTimeout().toNanos();
        List.copyOf(connected).forEach(player -> player.checkTimeout(now, replyTimeout));
    }

    /** Begins no further round, and closes the connections once all awaited replies are received. */
    void close() {
        if (scheduler != null) {
            scheduler.stop(System.nanoTime());
        }
        closing = true;
        connector.stop();
        awaitingReply(0);
    }

    /** Closes all connections at once, without waiting for replies. */
    void abort() {
        List.copyOf(connected).forEach(Player::abort);
        finish();
    }

    private void checkFinished() {
        if (!ramp.isRunning() && connected.isEmpty()) {
            finish();
        }
    }

    private void finish() {
        if (!finished) {
            finished = true;
            onFinished.run();
        }
    }
}
