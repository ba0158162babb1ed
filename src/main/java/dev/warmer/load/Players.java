package dev.warmer.load;

import dev.warmer.config.LoadConfig;
import dev.warmer.eventloop.Connector;
import dev.warmer.protocol.ProtocolException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetSocket;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The players of one instance, on its event loop: connects them, tells them when a round is due, and ends them. */
final class Players implements Arrivals.Listener, Pace.Rounds {
    /** So many get a word of ours before others are heard. */
    private static final int AT_A_TIME = 100;

    private final Vertx vertx;
    private final Run run;
    private final LoadConfig config;
    private final Share share;
    private final Arrivals arrivals;
    private final Requests requests;
    private final Sample sample = new Sample();
    private final Set<Player> connected = new HashSet<>();
    /** Whose turn it is next in an open loop; those who have left are met with, and dropped, in their turn. */
    private final Queue<Player> turns = new ArrayDeque<>();

    private final Promise<Void> over = Promise.promise();
    private boolean ready;
    private boolean ending;
    private int waiting;
    /** When rounds are due; null in a closed loop, and before the start. */
    private Schedule schedule;

    Players(Vertx vertx, Run run, LoadConfig config, Share share, Supplier<Connector> connectors) {
        this.vertx = vertx;
        this.run = run;
        this.config = config;
        this.share = share;
        Greeting greeting = new Greeting(vertx, connectors, config.server().replyTimeout());
        arrivals = new Arrivals(share.count(config.players()), share.of(), connectors, greeting, this);
        requests = new Requests(config.play().range());
    }

    /** {@return done when each is connected, or cannot be} */
    Future<Void> connect() {
        return arrivals.connect().onComplete(done -> {
            ready = true;
            settle();
        });
    }

    @Override
    public void arrived(int k, NetSocket socket) {
        Secrets secrets = new Secrets(run.seed(), share.number(k), config.play().range());
        Player player = new Player(this, config.play(), secrets, socket);
        connected.add(player);
        run.connected(1);
        if (ending) {
            player.leave(System.nanoTime());
        }
    }

    @Override
    public void failed(Throwable cause) {
        if (!ending) {
            run.failed(ConnectFailure.of(cause).name(), cause.getMessage());
        }
    }

    /** Begins to play. */
    void play(long start) {
        if (ending) {
            return;
        }
        if (config.rate() > 0) {
            schedule = new Schedule(start, config.rate(), share);
            turns.addAll(connected);
        } else {
            each(player -> {
                long now = System.nanoTime();
                player.round(now, now);
            });
        }
    }

    /** Does something to each player, some at a time, so that nobody else waits long. */
    private void each(Consumer<Player> task) {
        each(List.copyOf(connected).iterator(), task);
    }

    private void each(Iterator<Player> rest, Consumer<Player> task) {
        for (int i = 0; i < AT_A_TIME && rest.hasNext(); i++) {
            task.accept(rest.next());
        }
        if (rest.hasNext()) {
            vertx.runOnContext(later -> each(rest, task));
        }
    }

    @Override
    public boolean pace(long now) {
        while (schedule != null && schedule.isDue(now)) {
            if (!round(schedule.next(), now)) {
                schedule = null;
            }
        }
        return schedule != null;
    }

    @Override
    public long nextDue() {
        return schedule.nextDue();
    }

    /** Gives a round to the player whose turn it is. {@return whether there is one} */
    boolean round(long due, long now) {
        if (ending) {
            return false;
        }
        Player player = turns.poll();
        while (player != null && player.isLeaving()) {
            player = turns.poll();
        }
        if (player == null) {
            return false;
        }
        turns.add(player);
        player.round(due, now);
        return true;
    }

    /** A player has a reply, and has gone on if it knew how to. */
    void answered(Player player, long now) {
        waiting(-1);
        if (ending) {
            return;
        }
        if (config.rate() > 0) {
            pace(now);
        } else if (player.isIdle()) {
            player.round(now, now);
        }
    }

    /**
     * So many players more wait for a reply, or fewer. In the end nobody leaves before the last has its reply: to part
     * with thousands is work for the server that would be measured, too.
     */
    void waiting(int more) {
        waiting += more;
        if (ending && waiting == 0) {
            each(player -> player.leave(System.nanoTime()));
        }
    }

    boolean isEnding() {
        return ending;
    }

    /** A player's connection came to no good end. */
    void failed(ProtocolException reason) {
        run.failed(reason.code().name(), reason.getMessage());
    }

    /** A player's connection is closed, or about to be. */
    void gone(Player player) {
        connected.remove(player);
        run.connected(-1);
        settle();
    }

    /** Looks at the clock for each. */
    void tick(long now) {
        long replyTimeout = config.server().replyTimeout().toNanos();
        List.copyOf(connected).forEach(player -> player.tick(now, replyTimeout));
    }

    /** Lets them take their leave when they have the replies that they wait for. */
    void end() {
        ending = true;
        arrivals.stop();
        waiting(0);
    }

    /** Waits for nobody any longer. */
    void abandon() {
        List.copyOf(connected).forEach(Player::abandon);
        over.tryComplete();
    }

    private void settle() {
        if (ready && connected.isEmpty()) {
            over.tryComplete();
        }
    }

    /** {@return done when all have left} */
    Future<Void> over() {
        return over.future();
    }

    Sample sample() {
        return sample;
    }

    Requests requests() {
        return requests;
    }
}
