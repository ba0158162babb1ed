package dev.warmer.load;

import dev.warmer.config.LoadConfig;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.Shareable;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the instances of a deployment share: they start together, and what each has measured on its own event loop
 * comes together here, now and then. Safe for use from any thread.
 */
final class Run implements Shareable {
    private static final Logger LOG = LoggerFactory.getLogger(LoadVerticle.class);
    private static final String RUNS = "warmer.load";

    private final LoadConfig config;
    private final int instances;
    private final long seed;
    private final Promise<Long> started = Promise.promise();
    private final Promise<Summary> over = Promise.promise();
    private final Sample total = new Sample();
    private final Map<String, Long> errors = new TreeMap<>();
    /** What was measured since the last line of progress, and when that was. */
    private final Sample recent = new Sample();

    private long told = System.nanoTime();
    private int joined;
    private int ready;
    private int finished;
    private int connected;
    /** The largest number of players that were connected at a time. */
    private int mostConnected;

    private long start;

    private Run(LoadConfig config, int instances) {
        this.config = config;
        this.instances = instances;
        seed = config.play().seed().orElseGet(() -> new SplittableRandom().nextLong());
    }

    /** {@return the one that the instances of a deployment share} */
    static Run of(Vertx vertx, String deployment, LoadConfig config, int instances) {
        Run run = vertx.sharedData()
                .<String, Run>getLocalMap(RUNS)
                .computeIfAbsent(deployment, key -> new Run(config, instances));
        run.over().onComplete(done -> vertx.sharedData().getLocalMap(RUNS).remove(deployment));
        return run;
    }

    /** One more instance takes part. */
    synchronized Share join() {
        Share share = Share.of(joined, instances, config.players());
        joined++;
        return share;
    }

    /** {@return what the secrets come from} */
    long seed() {
        return seed;
    }

    /** So many more players are connected, or fewer. */
    synchronized void connected(int more) {
        connected += more;
        mostConnected = Math.max(mostConnected, connected);
    }

    /** Something came to no good end. The first of its kind is logged. */
    synchronized void failed(String kind, String text) {
        if (errors.merge(kind, 1L, Long::sum) == 1) {
            LOG.warn("{}: {}", kind, text);
        }
    }

    /**
     * An instance has connected its players.
     *
     * @return when to start, as {@link System#nanoTime} tells it, once all have
     */
    Future<Long> start() {
        if (isLastReady()) {
            started.complete(start);
        }
        return started.future();
    }

    private synchronized boolean isLastReady() {
        ready++;
        start = System.nanoTime();
        return ready == instances;
    }

    /**
     * Takes what an instance has measured.
     *
     * @param counts whether it is part of the result, and not of the warm-up
     */
    synchronized void add(Sample sample, boolean counts) {
        recent.add(sample);
        if (counts) {
            total.add(sample);
        }
    }

    /** {@return a line that says how it goes} To be asked for again and again. */
    synchronized String progress() {
        long now = System.nanoTime();
        String line = String.format(
                Locale.ROOT,
                "players %d, %.0f rounds/s, p99 %.0f µs, errors %d",
                connected,
                recent.rounds() * 1e9 / (now - told),
                recent.latencies().getValueAtPercentile(99) / 1e3,
                Summary.sum(errors));
        recent.reset();
        told = now;
        return line;
    }

    /** An instance has no players left, and has told all. */
    void finish() {
        Summary summary = lastWord();
        if (summary != null) {
            over.complete(summary);
        }
    }

    private synchronized Summary lastWord() {
        finished++;
        long nanos = total.nanosSince(start + config.warmup().toNanos());
        return finished == instances
                ? new Summary(config, instances, seed, mostConnected, nanos, total, new TreeMap<>(errors))
                : null;
    }

    /** {@return what came of it, when all have finished} */
    Future<Summary> over() {
        return over.future();
    }
}
