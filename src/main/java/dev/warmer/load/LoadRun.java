package dev.warmer.load;

import dev.warmer.config.LoadConfig;
import dev.warmer.config.Schema;
import dev.warmer.config.ServerConfig;
import dev.warmer.lifecycle.LoadRegistry.Load;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.core.shareddata.LocalMap;
import io.vertx.core.shareddata.Shareable;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the instances of a deployment share: they start at the same time, and what each measures on its own event loop
 * is added up here about once a second. Thread-safe.
 */
final class LoadRun implements Shareable {
    private static final Logger LOG = LoggerFactory.getLogger(LoadVerticle.class);
    private static final String RUNS = "warmer.load";

    /** The configuration, and the seed of the secrets, which is random if none is configured. */
    final LoadConfig config;

    final long seed;
    private final JsonObject reportedConfig;
    private final int instances;
    private final Promise<Long> started = Promise.promise();
    private final Promise<LoadReport> report = Promise.promise();
    private final LoadStats total = new LoadStats();
    private final Map<String, Long> errors = new TreeMap<>();
    /** What was measured since the last progress line, and when that was. */
    private LoadStats recent = new LoadStats();

    private long lastProgress = System.nanoTime();
    private int joined;
    private final AtomicInteger ready = new AtomicInteger();
    private int finished;
    private int players;
    private long rounds;
    private int connected;
    private int maxConnected;
    private volatile long start;

    /** @param json the configuration of a {@link LoadVerticle} */
    LoadRun(JsonObject json, int instances) {
        this.instances = instances;
        config = Schema.LOAD.read(json);
        seed = config.play().seed().orElseGet(() -> new SplittableRandom().nextLong());
        players = config.players();
        reportedConfig = Schema.LOAD.complete(json).put("instances", instances).put("seed", seed);
    }

    /** {@return the run of a deployment, the same for all its instances} */
    static LoadRun of(Vertx vertx, Context instance) {
        LocalMap<String, LoadRun> runs = vertx.sharedData().getLocalMap(RUNS);
        String deployment = instance.deploymentID();
        LoadRun run =
                runs.computeIfAbsent(deployment, key -> new LoadRun(instance.config(), instance.getInstanceCount()));
        run.report().onComplete(done -> runs.remove(deployment));
        return run;
    }

    /**
     * Adds an instance.
     *
     * @return its part of the players and rounds. In an open loop, an instance without a player has no rounds, and it
     *     gets no player later
     */
    synchronized Partition join() {
        return new Partition(joined++, config.rate() > 0 ? Math.min(instances, config.players()) : instances);
    }

    /** Registers a number of players that was configured. The largest one is reported. */
    synchronized void setPlayers(int count) {
        players = Math.max(players, count);
    }

    /** Changes the number of connected players. */
    synchronized void addConnected(int change) {
        connected += change;
        maxConnected = Math.max(maxConnected, connected);
    }

    /** Counts errors. The first of each kind is logged. */
    synchronized void addErrors(String kind, String text, long count) {
        if (errors.merge(kind, count, Long::sum) == count) {
            LOG.warn("{}: {}", kind, text);
        }
    }

    /**
     * An instance has connected its players.
     *
     * @return when to start, as of {@link System#nanoTime}, once all have
     */
    Future<Long> ready() {
        if (ready.incrementAndGet() == instances) {
            start = System.nanoTime();
            started.complete(start);
        }
        return started.future();
    }

    /**
     * Adds what an instance has measured.
     *
     * @param counts whether it is part of the result, and not of the warm-up
     */
    synchronized void add(LoadStats stats, boolean counts) {
        recent.add(stats);
        rounds += stats.rounds();
        if (counts) {
            total.add(stats);
        }
    }

    /** Logs what was measured since the last call. */
    synchronized void logProgress() {
        long now = System.nanoTime();
        String rate = String.format(Locale.ROOT, "%.0f", recent.rounds() * 1e9 / (now - lastProgress));
        long p99 = Math.round(recent.latencies.getValueAtPercentile(99) / 1e3);
        LOG.info("players {}, {} rounds/s, p99 {} µs, errors {}", connected, rate, p99, LoadReport.sum(errors));
        warnIfLate();
        recent = new LoadStats();
        lastProgress = now;
    }

    private void warnIfLate() {
        if (recent.late > 0) {
            LOG.warn(
                    "load client overloaded: {} rounds began more than {} ms late, which their latency includes",
                    recent.late,
                    OpenLoopScheduler.LATE_NANOS / 1_000_000);
        }
    }

    /** An instance has no players left and has added all that it has measured. Without players of any, the run is over. */
    void finished() {
        boolean over;
        synchronized (this) {
            finished++;
            over = finished == instances;
        }
        if (over) {
            report.complete(createReport());
        }
    }

    /** An instance that had no players left is to have some. {@return whether the run is not over} */
    synchronized boolean resume() {
        boolean running = finished < instances;
        finished -= running ? 1 : 0;
        return running;
    }

    private synchronized LoadReport createReport() {
        warnIfLate();
        long nanos = total.nanosSince(start + config.warmup().toNanos());
        reportedConfig.put("players", players);
        return new LoadReport(reportedConfig, maxConnected, nanos, total, new TreeMap<>(errors));
    }

    /** {@return the state, for the board} */
    synchronized Load state() {
        String server =
                ServerConfig.address(config.server().host(), config.server().port());
        return new Load(server, connected, config.maxPlayers(), rounds, LoadReport.sum(errors));
    }

    /** {@return the result, when all instances have finished} */
    Future<LoadReport> report() {
        return report.future();
    }

    /**
     * The part of the players and rounds that belongs to one instance: every {@code instances}-th, from {@code index} on.
     *
     * @param index the number of the instance, from 0
     * @param instances the number of instances that may have players
     */
    record Partition(int index, int instances) {
        /** {@return how many of {@code total} belong to it; to the others as many or one fewer} */
        int count(int total) {
            return index < instances ? (total - index + instances - 1) / instances : 0;
        }

        /** {@return the number among all of its {@code k}-th, from 0} */
        long number(long k) {
            return index + k * instances;
        }
    }
}
