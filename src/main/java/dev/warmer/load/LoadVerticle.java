package dev.warmer.load;

import dev.warmer.config.InvalidConfigException;
import dev.warmer.config.LoadConfig;
import dev.warmer.config.Schema;
import dev.warmer.eventloop.Connector;
import dev.warmer.lifecycle.Completion;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The load client: plays as many games on as many connections as asked, and tells how it went. Any number of instances
 * may be deployed; each has its share of the players on its event loop. All give word by {@link Completion} when the
 * last has finished. See {@link LoadConfig} for what can be tuned.
 */
public final class LoadVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(LoadVerticle.class);
    private static final long SECOND_MS = 1_000;
    private static final long SHORTEST_TICK_MS = 10;
    private static final int TICKS_PER_TIMEOUT = 10;
    /** How long games may go on when the verticle is stopped. */
    private static final long STOP_MS = 3_000;

    private final Consumer<String> out;
    private LoadConfig config;
    private Run run;
    private Share share;
    private NetClient client;
    private Players players;
    private boolean measuring;
    private Future<Void> concluded = Future.succeededFuture();

    /** Prints its table on standard output. */
    public LoadVerticle() {
        this(System.out::println);
    }

    /** @param out takes the table, on any thread */
    public LoadVerticle(Consumer<String> out) {
        this.out = out;
    }

    @Override
    public Future<?> start() {
        config = Schema.LOAD.read(config());
        run = Run.of(vertx, deploymentID(), config, context.getInstanceCount());
        share = run.join();
        client = vertx.createNetClient(new NetClientOptions().setTcpNoDelay(true));
        return Connector.tls(vertx, config.server())
                .compose(tls -> canReport().map(tls))
                .onSuccess(tls -> Completion.publish(vertx, context, play(tls)));
    }

    /** Not at the end: who has waited for hours wants the report. */
    private Future<?> canReport() {
        return config.report()
                .map(file -> vertx.fileSystem()
                        .open(file, new OpenOptions().setAppend(true))
                        .compose(opened -> opened.close())
                        .recover(cause -> Future.failedFuture(
                                new InvalidConfigException("report", '"' + file + '"', "a file that can be written"))))
                .orElseGet(() -> Future.succeededFuture());
    }

    private Future<Void> play(Optional<ClientSSLOptions> tls) {
        players = new Players(vertx, run, config, share, () -> new Connector(vertx, client, config.server(), tls));
        long tick = config.server().replyTimeout().toMillis() / TICKS_PER_TIMEOUT;
        every(Math.max(SHORTEST_TICK_MS, Math.min(tick, SECOND_MS)), () -> players.tick(System.nanoTime()));
        every(SECOND_MS, this::progress);
        players.connect()
                .compose(connected -> run.start())
                .onSuccess(start -> context.runOnContext(v -> started(start)));
        players.over().onComplete(over -> {
            handOver();
            run.finish();
        });
        concluded = share.index() == 0
                ? run.over().compose(this::conclude)
                : run.over().mapEmpty();
        return concluded;
    }

    private void every(long ms, Runnable task) {
        long timer = vertx.setPeriodic(ms, tick -> task.run());
        run.over().onComplete(over -> vertx.cancelTimer(timer));
    }

    private void started(long start) {
        if (run.over().isComplete()) {
            return; // nobody could connect
        }
        after(config.warmup(), this::measure);
        if (!config.duration().isZero()) {
            after(config.warmup().plus(config.duration()), players::end);
        }
        players.play(start);
        new Pace(players, System::nanoTime, this::afterNanos).keep();
    }

    private void after(Duration time, Runnable task) {
        if (time.isZero()) {
            task.run();
        } else {
            long timer = vertx.setTimer(time.toMillis(), passed -> task.run());
            run.over().onComplete(over -> vertx.cancelTimer(timer));
        }
    }

    /** The event loop can count finer than a timer of Vert.x; the task belongs to the context all the same. */
    @SuppressWarnings("FutureReturnValueIgnored") // the context hears of a failure
    private void afterNanos(long nanoseconds, Runnable task) {
        ContextInternal internal = (ContextInternal) context;
        internal.nettyEventLoop().schedule(() -> internal.emit(v -> task.run()), nanoseconds, TimeUnit.NANOSECONDS);
    }

    /** The warm-up is over. */
    private void measure() {
        handOver();
        measuring = true;
        if (share.index() == 0) {
            LOG.info("measuring");
        }
    }

    private void handOver() {
        run.add(players.sample(), measuring);
        players.sample().reset();
    }

    private void progress() {
        handOver();
        if (share.index() == 0) {
            LOG.info(run.progress());
        }
    }

    private Future<Void> conclude(Summary summary) {
        out.accept(summary.table());
        return config.report()
                .map(file -> vertx.fileSystem()
                        .writeFile(file, Buffer.buffer(summary.json().encodePrettily() + "\n")))
                .orElseGet(() -> Future.succeededFuture())
                .compose(v -> summary.isClean() ? Future.succeededFuture() : Future.failedFuture(summary.failure()));
    }

    /** Lets games in progress come to an end, the next reply that is, and tells how it went. */
    @Override
    public Future<?> stop() {
        if (players == null) {
            return Future.succeededFuture();
        }
        players.end();
        long timer = vertx.setTimer(STOP_MS, late -> players.abandon());
        return concluded.otherwiseEmpty().eventually(() -> {
            vertx.cancelTimer(timer);
            return client.close();
        });
    }
}
