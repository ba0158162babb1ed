package dev.warmer.metrics;

import dev.warmer.connection.CloseReason;
import dev.warmer.connection.ConnectionLimiter;
import dev.warmer.connection.ConnectionLimiter.Limit;
import dev.warmer.protocol.Command;
import dev.warmer.protocol.ErrorCode;
import dev.warmer.protocol.UntrustedText;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.Shareable;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The metrics of all servers of a process since it started. Thread-safe; to count takes some nanoseconds, and neither
 * waits nor allocates except while the metrics are scraped.
 *
 * <p>The values of every label are the constants of an enum, so that peers cannot create time series.
 */
public final class ServerMetrics implements MultiCollector, Shareable {
    /** The codes that a server sends; those after them are a client's. */
    private static final EnumSet<ErrorCode> SENT = EnumSet.range(ErrorCode.UNKNOWN_COMMAND, ErrorCode.INTERNAL);

    private static final double[] REPLY_SECONDS = {
        1e-6, 2e-6, 5e-6, 1e-5, 2e-5, 5e-5, 1e-4, 2e-4, 5e-4, 1e-3, 2e-3, 5e-3, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1
    };

    private final ConnectionLimiter limiter = new ConnectionLimiter();
    private final PrometheusRegistry registry = new PrometheusRegistry();

    private final Counter accepted = counter("connections_accepted", "Connections accepted, refused ones included");
    private final Counter unopened = counter("connections_unopened", "Connections that failed before they were open");
    final Map<CloseReason, CounterDataPoint> closed =
            counters("connections_closed", "Connections closed", "cause", EnumSet.allOf(CloseReason.class));
    final Counter started = counter("games_started", "Games started");
    final Counter won = counter("games_won", "Games whose secret was found");
    final Counter abandoned = counter("games_abandoned", "Games that ended before");
    /** In powers of two: a bisection needs one more guess for a range twice as long. */
    final Histogram guesses = histogram("game_guesses", "Guesses that a won game took")
            .classicExponentialUpperBounds(1, 2, 17)
            .register(registry);

    final Map<Command.Type, CounterDataPoint> lines =
            counters("lines", "Lines that are a command", "command", EnumSet.allOf(Command.Type.class));
    final Map<ErrorCode, CounterDataPoint> errors = counters("errors", "Sessions ended by an ERROR", "code", SENT);
    final Histogram replySeconds = histogram("reply_seconds", "Time from lines read to their replies written")
            .classicUpperBounds(REPLY_SECONDS)
            .register(registry);

    ServerMetrics() {
        GaugeWithCallback.builder()
                .name("warmer_connections_open")
                .help("Connections open now")
                .callback(gauge -> gauge.call((double) open()))
                .register(registry);
        CounterWithCallback.builder()
                .name("warmer_connections_refused")
                .help("Connections over a limit")
                .labelNames("cause")
                .callback(counter -> EnumSet.allOf(Limit.class)
                        .forEach(limit -> counter.call(
                                (double) limiter.refused(limit), limit.name().toLowerCase(Locale.ROOT))))
                .register(registry);
    }

    /** {@return the one that all verticles of this Vert.x share} */
    public static ServerMetrics of(Vertx vertx) {
        return vertx.sharedData()
                .<String, ServerMetrics>getLocalMap("warmer.metrics")
                .computeIfAbsent("all", key -> new ServerMetrics());
    }

    private Counter counter(String name, String help, String... labels) {
        return Counter.builder()
                .name("warmer_" + name)
                .help(help)
                .labelNames(labels)
                .withoutExemplars()
                .register(registry);
    }

    /** {@return a counter for each of {@code values}, whose strings are the values of {@code label}} */
    private <E extends Enum<E>> Map<E, CounterDataPoint> counters(
            String name, String help, String label, EnumSet<E> values) {
        Counter counter = counter(name, help, label);
        return new EnumMap<>(values.stream()
                .collect(Collectors.toMap(Function.identity(), value -> counter.labelValues(value.toString()))));
    }

    private static Histogram.Builder histogram(String name, String help) {
        return Histogram.builder()
                .name("warmer_" + name)
                .help(help)
                .classicOnly()
                .withoutExemplars();
    }

    /** {@return a snapshot of all these metrics} */
    @Override
    public MetricSnapshots collect() {
        return registry.scrape();
    }

    /** {@return what the connections of all servers take together} */
    public ConnectionLimiter limiter() {
        return limiter;
    }

    /** {@return the counter of connections accepted, those refused afterwards included} */
    public Counter accepted() {
        return accepted;
    }

    /** {@return how many connections are open} */
    public long open() {
        return accepted.getLongValue()
                - closed.values().stream()
                        .mapToLong(CounterDataPoint::getLongValue)
                        .sum();
    }

    /** A connection failed before it was open, for want of a file descriptor, say. */
    public void failedBeforeOpen(Throwable cause) {
        unopened.inc();
        String text = UntrustedText.excerpt(cause.getMessage() == null ? cause.toString() : cause.getMessage());
        ConnectionMetrics.LOG.info(
                "a connection failed before it was open: {}",
                text.contains("Too many open files") ? "out of file descriptors" : text);
    }

    /** A connection over a limit was closed before it was open, without an ERROR line. */
    public void refusedBeforeOpen(Object peer, String detail) {
        unopened.inc();
        ConnectionMetrics.logClosed(peer, CloseReason.REFUSED, detail, System.nanoTime(), 0, 0);
    }

    /**
     * The TLS handshake of a connection that was not open yet failed.
     *
     * @param acceptedAt when it was accepted, by {@link System#nanoTime}
     */
    public void handshakeFailedBeforeOpen(Object peer, String reason, long acceptedAt) {
        unopened.inc();
        String detail = ConnectionMetrics.handshakeDetail(reason);
        ConnectionMetrics.logClosed(peer, CloseReason.HANDSHAKE, detail, acceptedAt, 0, 0);
    }
}
