package dev.warmer.management;

import dev.warmer.metrics.ServerMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.shareddata.LocalMap;
import io.vertx.core.shareddata.Shareable;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.util.EnumSet;
import java.util.UUID;

/**
 * All that is measured in one Vert.x: what its servers count, what the JVM tells, and Vert.x's own pools. Safe for use
 * from any thread.
 */
public final class Meters implements Shareable {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private boolean bound;

    /**
     * {@return a builder of the Vert.x that is to be measured} Of its own meters it keeps those of the pools: those of
     * the network would cost something at each read and write, and some have what a peer sent for a label.
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

    /** Makes these the meters of {@code vertx}, once it is built. */
    public void share(Vertx vertx) {
        shared(vertx).put("all", this);
    }

    /** {@return the ones that all verticles of this Vert.x share} */
    static Meters of(Vertx vertx) {
        return shared(vertx).computeIfAbsent("all", key -> new Meters());
    }

    private static LocalMap<String, Meters> shared(Vertx vertx) {
        return vertx.sharedData().getLocalMap("warmer.meters");
    }

    /** Shows what is counted in {@code vertx} and in the JVM, from now on. */
    synchronized void bind(Vertx vertx) {
        if (!bound) {
            bound = true;
            new ServerMeterBinder(
                            registry,
                            ServerMetrics.of(vertx),
                            ServerMetrics.of(vertx).limiter())
                    .bind();
            bindJvm((VertxInternal) vertx);
        }
    }

    private void bindJvm(VertxInternal vertx) {
        JvmGcMetrics collections = new JvmGcMetrics();
        collections.bindTo(registry);
        vertx.addCloseHook(closed -> {
            collections.close();
            closed.succeed();
        });
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
    }

    PrometheusMeterRegistry registry() {
        return registry;
    }

    /** {@return everything, in Prometheus's text format} */
    HttpReply page() {
        return new HttpReply(200, "text/plain; version=0.0.4; charset=utf-8", registry.scrape());
    }
}
