package dev.warmer.management;

import dev.warmer.lifecycle.OutputQueue;
import dev.warmer.lifecycle.ServerRegistry;
import dev.warmer.metrics.LogRateLimiter;
import dev.warmer.metrics.ServerMetrics;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmInfoMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.core.shareddata.LocalMap;
import io.vertx.core.shareddata.Shareable;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;

/** The metrics of one Vert.x: those of its servers, of its event loops and pools, and of the JVM. Thread-safe. */
public final class Meters implements Shareable {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    /** By the thread of the event loop. */
    private final Map<Thread, Timer> eventLoopLag = new HashMap<>();
    /** In nanoseconds, by the context that was probed. */
    private final Map<Context, Long> latestLag = Collections.synchronizedMap(new WeakHashMap<>());
    /** When the probes that have not run yet were sent, by {@link System#nanoTime}. */
    private final Map<Context, Long> probes = Collections.synchronizedMap(new WeakHashMap<>());

    private boolean bound;
    private int users;
    private JvmGcMetrics collections;

    /**
     * {@return a builder of the Vert.x to measure} Of Vert.x's own metrics only those of the pools are enabled: those of
     * the network cost time at each read and write, and some have a label whose value a peer sends.
     *
     * @param options of the Vert.x to build
     */
    public VertxBuilder measure(VertxOptions options) {
        MicrometerMetricsOptions metrics = new MicrometerMetricsOptions()
                .setRegistryName(UUID.randomUUID().toString())
                .setEnabled(true);
        EnumSet.complementOf(EnumSet.of(MetricsDomain.NAMED_POOLS)).forEach(metrics::addDisabledMetricsCategory);
        return Vertx.builder()
                .with(options.setMetricsOptions(metrics))
                .withMetrics(new MicrometerMetricsFactory(registry));
    }

    /** Makes these the metrics of {@code vertx}, once it is built. */
    public void share(Vertx vertx) {
        shared(vertx).put("all", this);
    }

    /** {@return those that all verticles of this Vert.x share} */
    static Meters of(Vertx vertx) {
        return shared(vertx).computeIfAbsent("all", key -> new Meters());
    }

    private static LocalMap<String, Meters> shared(Vertx vertx) {
        return vertx.sharedData().getLocalMap("warmer.meters");
    }

    /** Registers what is measured in {@code vertx} and in the JVM. To be followed by a {@link #release()}. */
    synchronized void bind(Vertx vertx) {
        if (!bound) {
            bound = true;
            registry.getPrometheusRegistry().register(ServerMetrics.of(vertx));
            new ServerGauges(ServerMetrics.of(vertx), ServerRegistry.of(vertx))
                    .register(registry.getPrometheusRegistry());
            bindVersions();
            bindOutput("stdout", OutputQueue.STDOUT);
            bindOutput("stderr", OutputQueue.STDERR);
            FunctionCounter.builder("warmer.log.suppressed", this, all -> LogRateLimiter.suppressed())
                    .description("Log events suppressed by the rate limiter")
                    .register(registry);
            new JvmMemoryMetrics().bindTo(registry);
            new JvmThreadMetrics().bindTo(registry);
            new FileDescriptorMetrics().bindTo(registry);
        }
        if (users++ == 0) {
            collections = new JvmGcMetrics();
            collections.bindTo(registry);
        }
    }

    private void bindVersions() {
        Gauge.builder("warmer.build.info", () -> 1)
                .description("The version of Warmer")
                .tag("version", version())
                .register(registry);
        new JvmInfoMetrics().bindTo(registry);
    }

    /** {@return the version that Maven wrote into the jar; "unknown" for classes that are not in one} */
    private static String version() {
        Properties properties = new Properties();
        try (InputStream file = Meters.class.getResourceAsStream("/META-INF/maven/dev.warmer/warmer/pom.properties")) {
            if (file != null) {
                properties.load(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version", "unknown");
    }

    private void bindOutput(String stream, OutputQueue queue) {
        FunctionCounter.builder("warmer.output.dropped", queue, OutputQueue::dropped)
                .description("Lines dropped since the stream was not read")
                .tag("stream", stream)
                .register(registry);
    }

    /** Removes the listeners for garbage collections after the last use. */
    synchronized void release() {
        if (--users == 0) {
            collections.close();
        }
    }

    /** Runs a task on the event loop of each server, and measures how long it waits. */
    void probeEventLoops(Vertx vertx) {
        ServerRegistry.of(vertx).listening().keySet().stream()
                .filter(Context::isEventLoopContext)
                .forEach(this::probe);
    }

    private void probe(Context context) {
        long sent = System.nanoTime();
        if (probes.putIfAbsent(context, sent) != null) {
            return; // it is blocked, or has too much to do
        }
        context.runOnContext(ran -> {
            long nanoseconds = System.nanoTime() - sent;
            probes.remove(context);
            latestLag.put(context, nanoseconds);
            lag(Thread.currentThread()).record(nanoseconds, TimeUnit.NANOSECONDS);
        });
    }

    /** The event loops are numbered in the order in which they are first probed. */
    private synchronized Timer lag(Thread eventLoop) {
        return eventLoopLag.computeIfAbsent(
                eventLoop,
                key -> Timer.builder("warmer.event.loop.lag")
                        .description(
                                "How long a task waits for its turn on an event loop of a server, probed twice a second")
                        .tag("loop", String.valueOf(eventLoopLag.size()))
                        .register(registry));
    }

    /**
     * {@return how many seconds a task waited for its turn on a context when it was last probed, or waits by now; null if
     * it was never probed}
     */
    Double latestLag(Context context) {
        Long latest = latestLag.get(context);
        Long sent = probes.get(context);
        long waiting = sent == null ? 0 : System.nanoTime() - sent;
        return latest == null ? null : Math.max(latest, waiting) / 1e9;
    }

    /** {@return all metrics, in Prometheus's text format} */
    String scrape() {
        return registry.scrape();
    }
}
