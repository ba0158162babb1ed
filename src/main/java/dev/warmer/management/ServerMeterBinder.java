package dev.warmer.management;

import dev.warmer.connection.CloseReason;
import dev.warmer.connection.ConnectionLimiter;
import dev.warmer.connection.ConnectionLimiter.Limit;
import dev.warmer.lifecycle.OutputQueue;
import dev.warmer.metrics.CommandType;
import dev.warmer.metrics.Histogram;
import dev.warmer.metrics.LogRateLimiter;
import dev.warmer.metrics.ServerMetrics;
import dev.warmer.protocol.ErrorCode;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToLongBiFunction;
import java.util.function.ToLongFunction;

/**
 * Registers the servers' metrics. The values are read when the metrics are scraped.
 *
 * <p>The values of every label are the constants of an enum, so that peers cannot create time series.
 *
 * @param registry where to register them
 * @param metrics the counters of the servers
 * @param limiter the counters of refused connections
 */
record ServerMeterBinder(PrometheusMeterRegistry registry, ServerMetrics metrics, ConnectionLimiter limiter) {
    private static final double NANOS_PER_SECOND = 1e9;
    /** Those that a server sends; the ones after it are a client's. */
    private static final Set<ErrorCode> SENT = EnumSet.range(ErrorCode.UNKNOWN_COMMAND, ErrorCode.INTERNAL);

    void bind() {
        connections();
        games();
        lines();
        count("log.suppressed", "Log events suppressed by the rate limiter", all -> LogRateLimiter.suppressed());
        output("stdout", OutputQueue.STDOUT);
        output("stderr", OutputQueue.STDERR);
    }

    private void connections() {
        Gauge.builder("warmer.connections.open", metrics, ServerMetrics::open)
                .description("Connections open now")
                .register(registry);
        count(
                "connections.accepted",
                "Connections accepted, refused ones included",
                all -> all.accepted().sum());
        count(
                "connections.unopened",
                "Connections that failed before they were open",
                all -> all.unopened().sum());
        each(
                "connections.refused",
                "Connections over a limit",
                "cause",
                EnumSet.allOf(Limit.class),
                (all, limit) -> limiter.refused(limit));
        each(
                "connections.closed",
                "Connections closed",
                "cause",
                EnumSet.allOf(CloseReason.class),
                (all, closing) -> all.closed().of(closing));
    }

    private void games() {
        count("games.started", "Games started", all -> all.started().sum());
        count("games.won", "Games whose secret was found", all -> all.guesses().count());
        count(
                "games.abandoned",
                "Games that ended before",
                all -> all.abandoned().sum());
        show("game_guesses", "Guesses that a won game took", metrics.guesses(), 1);
    }

    private void lines() {
        each(
                "lines",
                "Lines that are a command",
                "command",
                EnumSet.allOf(CommandType.class),
                (all, line) -> all.lines().of(line));
        for (ErrorCode error : SENT) { // whose names are the wire's
            count(
                    "errors",
                    "Sessions ended by an ERROR",
                    Tags.of("code", error.name()),
                    all -> all.errors().of(error));
        }
        show("reply_seconds", "Time from lines read to their replies written", metrics.replies(), NANOS_PER_SECOND);
    }

    private void output(String stream, OutputQueue queue) {
        count(
                "output.dropped",
                "Lines dropped since the stream was not read",
                Tags.of("stream", stream),
                all -> queue.dropped());
    }

    private static String lowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private <E extends Enum<E>> void each(
            String name, String help, String label, Set<E> values, ToLongBiFunction<ServerMetrics, E> count) {
        for (E value : values) {
            count(name, help, Tags.of(label, lowerCase(value)), all -> count.applyAsLong(all, value));
        }
    }

    private void count(String name, String help, ToLongFunction<ServerMetrics> count) {
        count(name, help, Tags.empty(), count);
    }

    private void count(String name, String help, Tags tags, ToLongFunction<ServerMetrics> count) {
        FunctionCounter.builder("warmer." + name, metrics, count::applyAsLong)
                .description(help)
                .tags(tags)
                .register(registry);
    }

    private void show(String name, String help, Histogram histogram, double scale) {
        HistogramCollector collector = new HistogramCollector("warmer_" + name, help, histogram, scale);
        registry.getPrometheusRegistry().register(collector);
    }

    /**
     * Exposes a histogram of the servers: Micrometer has none that is kept elsewhere and read when scraped.
     *
     * @param scale how many units of the histogram are one of the unit in {@code name}
     */
    private record HistogramCollector(String name, String help, Histogram histogram, double scale)
            implements Collector {
        @Override
        public HistogramSnapshot collect() {
            return HistogramSnapshot.builder()
                    .name(name)
                    .help(help)
                    .dataPoint(HistogramDataPointSnapshot.builder()
                            .classicHistogramBuckets(buckets())
                            .sum(histogram.sum() / scale)
                            .build())
                    .build();
        }

        private ClassicHistogramBuckets buckets() {
            ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
            long[] bounds = histogram.bounds();
            long[] counts = histogram.counts();
            for (int i = 0; i < counts.length; i++) {
                buckets.bucket(i < bounds.length ? bounds[i] / scale : Double.POSITIVE_INFINITY, counts[i]);
            }
            return buckets.build();
        }
    }
}
