package dev.warmer.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.config.ConfSource;
import dev.warmer.config.Overrides;
import dev.warmer.connection.ConnectionLimiter;
import dev.warmer.contract.Churn;
import dev.warmer.eventloop.ServerVerticle;
import dev.warmer.metrics.ServerMetrics;
import dev.warmer.testing.Await;
import dev.warmer.testing.Resources;
import dev.warmer.threads.ThreadedServerVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.Timeout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Peers of every kind come and go for a long time ({@code mvn -Psoak test}), and leave nothing behind. */
@Tag("soak")
class SoakTest {
    private static final long SECONDS = Long.getLong("soak.seconds", 600);
    private static final int PEERS = 16;
    private static final int SAMPLES = 30;
    private static final double MOST_GROWTH = 1.1;
    private static final long SLACK = 4L << 20;

    private final List<Long> heap = new ArrayList<>();
    private final Map<Object, Long> peers = new TreeMap<>();

    @Test
    @Timeout(value = 24, timeUnit = TimeUnit.HOURS)
    void leavesNothingBehind() throws Exception {
        Vertx vertx = Vertx.builder()
                .withTransport(Transports.choose(
                        ConfSource.inline("{}", null),
                        new JsonObject(),
                        new Overrides(new Properties(), new JsonObject())))
                .build();
        try {
            soak(vertx);
        } finally {
            Await.result(vertx.close());
        }
    }

    private void soak(Vertx vertx) throws Exception {
        ServerVerticle onLoops = deploy(vertx, new ServerVerticle(line -> {}));
        ThreadedServerVerticle onThreads = deploy(vertx, new ThreadedServerVerticle(line -> {}));
        ConnectionLimiter admission = ServerMetrics.of(vertx).limiter();
        int[] ports = {onLoops.port(), onThreads.port()};
        churn(1 + SECONDS / 20, ports); // whatever the first of them bring into being
        Await.equal(0, admission::open);
        long descriptors = Resources.descriptors();
        heap.clear();
        churn(SECONDS, ports);
        Await.equal(0, admission::open);
        Await.until("no descriptor is left open", () -> Resources.descriptors() <= descriptors);
        long early = median(heap.subList(0, heap.size() / 3));
        long late = median(heap.subList(heap.size() - heap.size() / 3, heap.size()));
        print(descriptors, early, late);
        assertThat(late).as("heap").isLessThan((long) (early * MOST_GROWTH) + SLACK);
    }

    private static <T extends VerticleBase> T deploy(Vertx vertx, T verticle) {
        JsonObject config =
                new JsonObject().put("port", 0).put("idleTimeout", 5_000).put("writeTimeout", 1_000);
        Await.result(vertx.deployVerticle(verticle, new DeploymentOptions().setConfig(config)));
        return verticle;
    }

    private void churn(long seconds, int... ports) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(PEERS);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        List<Churn> churns = new ArrayList<>();
        List<CompletableFuture<Void>> done = new ArrayList<>();
        for (int i = 0; i < PEERS; i++) {
            Churn churn = new Churn(ThreadLocalRandom.current().nextLong(), ports);
            churns.add(churn);
            done.add(CompletableFuture.runAsync(() -> run(churn, end), threads));
        }
        sample(CompletableFuture.allOf(done.toArray(CompletableFuture[]::new)), seconds);
        threads.shutdown();
        churns.forEach(churn -> churn.clients().forEach((behavior, count) -> peers.merge(behavior, count, Long::sum)));
    }

    private static void run(Churn churn, long end) {
        try {
            while (System.nanoTime() < end) {
                churn.next();
            }
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Looks at the heap now and then until all is done. */
    private void sample(CompletableFuture<Void> done, long seconds) throws Exception {
        while (!done.isDone()) {
            try {
                done.get(1_000 * seconds / SAMPLES, TimeUnit.MILLISECONDS);
            } catch (TimeoutException goesOn) {
                heap.add(Resources.heap());
            }
        }
        done.get();
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private void print(long descriptors, long early, long late) {
        System.out.println("Soak of " + SECONDS + " s");
        peers.forEach((behavior, count) -> row("peers: " + behavior, count));
        row("descriptors before", descriptors);
        row("descriptors after", Resources.descriptors());
        row("heap early, median, KiB", early >> 10);
        row("heap late, median, KiB", late >> 10);
    }

    private static void row(String name, long value) {
        System.out.printf("%-26s %,12d%n", name, value);
    }
}
