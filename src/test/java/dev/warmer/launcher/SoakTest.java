package dev.warmer.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.config.ConfSource;
import dev.warmer.config.Overrides;
import dev.warmer.connection.ConnectionLimiter;
import dev.warmer.contract.Churn;
import dev.warmer.contract.FuzzRun;
import dev.warmer.metrics.ServerMetrics;
import dev.warmer.testing.Await;
import dev.warmer.testing.Driver;
import dev.warmer.testing.Resources;
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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Memory and descriptors are stable while clients of every behavior connect and disconnect ({@code mvn -Psoak test}). */
@Tag("soak")
class SoakTest {
    private static final long SECONDS = Long.getLong("soak.seconds", 600);
    private static final int PEERS = 16;
    private static final int SAMPLES = 30;
    private static final double MAX_GROWTH = 1.1;
    private static final long SLACK = 4L << 20;

    private final List<Long> heap = new ArrayList<>();
    private final Map<Object, Long> peers = new TreeMap<>();

    @Test
    @Timeout(value = 24, timeUnit = TimeUnit.HOURS)
    void memoryAndDescriptorsAreStable() throws Exception {
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
        JsonObject config = new JsonObject().put("idleTimeout", 5_000).put("writeTimeout", 1_000);
        int[] ports = {
            Driver.EVENT_LOOP.deploy(vertx, config).port(),
            Driver.THREADS.deploy(vertx, config).port()
        };
        ConnectionLimiter limiter = ServerMetrics.of(vertx).limiter();
        churn(1 + SECONDS / 20, ports); // the first connections allocate what later ones use again
        Await.equal(0, limiter::open);
        long descriptors = Resources.descriptors();
        heap.clear();
        churn(SECONDS, ports);
        Await.equal(0, limiter::open);
        Await.until("no descriptor is left open", () -> Resources.descriptors() <= descriptors);
        long early = median(heap.subList(0, heap.size() / 3));
        long late = median(heap.subList(heap.size() - heap.size() / 3, heap.size()));
        print(descriptors, early, late);
        assertThat(late).as("heap").isLessThan((long) (early * MAX_GROWTH) + SLACK);
    }

    private void churn(long seconds, int... ports) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(PEERS);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        List<Churn> churns = new ArrayList<>();
        List<CompletableFuture<Void>> done = new ArrayList<>();
        for (int i = 0; i < PEERS; i++) {
            Churn churn = new Churn(FuzzRun.firstSeed() + i, ports);
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

    /** Samples the heap until the clients are done. */
    private void sample(CompletableFuture<Void> done, long seconds) throws Exception {
        while (!done.isDone()) {
            try {
                done.get(1_000 * seconds / SAMPLES, TimeUnit.MILLISECONDS);
            } catch (TimeoutException running) {
                heap.add(Resources.heap());
            }
        }
        done.get();
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private void print(long descriptors, long early, long late) {
        System.out.println("Soak of " + SECONDS + " s, seeds from " + FuzzRun.firstSeed());
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
