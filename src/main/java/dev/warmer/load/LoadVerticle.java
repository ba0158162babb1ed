package dev.warmer.load;

import dev.warmer.client.Connector;
import dev.warmer.config.ConfigReloader;
import dev.warmer.config.InvalidConfigException;
import dev.warmer.config.LoadConfig;
import dev.warmer.config.Schema;
import dev.warmer.lifecycle.Completion;
import dev.warmer.lifecycle.LoadRegistry;
import dev.warmer.lifecycle.OutputQueue;
import dev.warmer.load.LoadRun.Partition;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The load client: plays games on many connections and reports throughput and latency. The players are spread over the
 * instances, each on its event loop. Every instance publishes its {@link Completion} when the last has finished. See
 * {@link LoadConfig} for its configuration.
 */
public final class LoadVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(LoadVerticle.class);
    private static final long SECOND_MS = 1_000;
    private static final long MIN_CHECK_MS = 10;
    private static final int CHECKS_PER_TIMEOUT = 10;
    /** How long to wait for awaited replies when the verticle is undeployed. */
    private static final long STOP_TIMEOUT_MS = 3_000;

    private final Consumer<String> out;
    private LoadConfig config;
    private LoadRun run;
    private Partition partition;
    private Connector connector;
    private Players players;
    /** The number of players of all instances. */
    private int count;

    private boolean measuring;
    private Future<Void> reported = Future.succeededFuture();

    /** Prints its table on standard output. */
    public LoadVerticle() {
        this(OutputQueue.STDOUT::put);
    }

    /** @param out receives the table, on any thread */
    public LoadVerticle(Consumer<String> out) {
        this.out = out;
    }

    @Override
    public Future<?> start() {
        run = LoadRun.of(vertx, context);
        config = run.config;
        partition = run.join();
        count = config.players();
        ConfigReloader.subscribe(vertx, context, this::reconfigure);
        return checkReportFile()
                .compose(writable -> Connector.create(vertx, config.server()))
                .compose(created -> {
                    connector = created;
                    return isFirst() ? register() : Future.succeededFuture();
                })
                .map(registered -> {
                    Completion.publish(vertx, context, play());
                    return null;
                });
    }

    /** A board may show the run, and set the number of players of all instances if that is configured. */
    private Future<Void> register() {
        LoadRegistry registry = LoadRegistry.of(vertx);
        registry.add(deploymentID(), run::state);
        run.report().onComplete(done -> registry.remove(deploymentID()));
        // In an open loop, an instance without players would begin none of its rounds.
        int least = config.rate() > 0 ? partition.instances() : 1;
        return config.maxPlayers()
                .map(max -> LoadRegistry.subscribePlayers(
                        vertx, wanted -> setPlayers(Math.max(least, Math.min(wanted, max)))))
                .orElse(Future.succeededFuture());
    }

    private void setPlayers(int wanted) {
        LOG.info("players is now {}, set by a board", wanted);
        ConfigReloader.publish(vertx, deploymentID(), config().copy().put("players", wanted));
    }

    private void reconfigure(JsonObject json) {
        count = Schema.LOAD.read(json).players();
        if (players != null) {
            players.setCount(count);
        }
    }

    /** Fails early, rather than after hours of load. */
    private Future<?> checkReportFile() {
        return config.report()
                .map(file -> vertx.fileSystem()
                        .open(file, new OpenOptions().setAppend(true))
                        .compose(AsyncFile::close)
                        .recover(cause -> Future.failedFuture(
                                new InvalidConfigException("report", '"' + file + '"', "a file that can be written"))))
                .orElse(Future.succeededFuture());
    }

    private Future<Void> play() {
        players = new Players(vertx, run, partition, connector, this::finished);
        long check = config.server().replyTimeout().toMillis() / CHECKS_PER_TIMEOUT;
        every(Math.max(MIN_CHECK_MS, Math.min(check, SECOND_MS)), () -> players.checkTimeouts(System.nanoTime()));
        every(SECOND_MS, this::addStats);
        if (isFirst()) {
            every(SECOND_MS, run::logProgress);
        }
        players.setCount(count)
                .compose(connected -> run.ready())
                .onSuccess(start -> context.runOnContext(v -> started(start)));
        reported = isFirst()
                ? run.report().compose(this::printReport)
                : run.report().mapEmpty();
        return reported;
    }

    private void finished() {
        addStats();
        run.finished();
    }

    /** The first instance logs and reports for all. */
    private boolean isFirst() {
        return partition.index() == 0;
    }

    private void started(long start) {
        if (run.report().isComplete()) {
            return; // no player could connect
        }
        after(config.warmup(), this::measure);
        if (!config.duration().isZero()) {
            after(config.warmup().plus(config.duration()), players::close);
        }
        players.play(start);
    }

    private void every(long ms, Runnable task) {
        long timer = vertx.setPeriodic(ms, tick -> task.run());
        run.report().onComplete(done -> vertx.cancelTimer(timer));
    }

    private void after(Duration time, Runnable task) {
        if (time.isZero()) {
            task.run();
        } else {
            long timer = vertx.setTimer(time.toMillis(), passed -> task.run());
            run.report().onComplete(done -> vertx.cancelTimer(timer));
        }
    }

    /** The warm-up is over. */
    private void measure() {
        addStats();
        measuring = true;
        if (isFirst()) {
            LOG.info("measuring");
        }
    }

    private void addStats() {
        run.add(players.takeStats(), measuring);
    }

    private Future<Void> printReport(LoadReport report) {
        return OutputQueue.print(context, () -> out.accept(report.table()))
                .compose(printed -> config.report()
                        .map(file -> vertx.fileSystem()
                                .writeFile(file, Buffer.buffer(report.json().encodePrettily() + "\n")))
                        .orElse(Future.succeededFuture()))
                .compose(written ->
                        report.errors().isEmpty() ? Future.succeededFuture() : Future.failedFuture(report.failure()));
    }

    /** Waits for awaited replies for a while, and for the report. */
    @Override
    public Future<?> stop() {
        if (players == null) {
            return Future.succeededFuture();
        }
        players.close();
        long timer = vertx.setTimer(STOP_TIMEOUT_MS, late -> players.abort());
        return reported.otherwiseEmpty().eventually(() -> {
            vertx.cancelTimer(timer);
            return connector.close();
        });
    }
}
