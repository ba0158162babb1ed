package dev.warmer.metrics;

import dev.warmer.connection.ConnectionLimiter;
import dev.warmer.connection.ConnectionLimiter.Limit;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.Shareable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The metrics of all servers of a process since it started. Thread-safe; to count takes some nanoseconds, and neither
 * waits nor allocates except while the metrics are read.
 *
 * <p>The values of every label are the constants of an enum, so that peers cannot create time series.
 */
public final class ServerMetrics implements MultiCollector, Shareable {
    /** How many connections that were closed are remembered. */
    static final int MAX_CLOSED = 1_000;

    private static final String DRIVER = "driver";
    private static final double[] REPLY_SECONDS = {
        1e-6, 2e-6, 5e-6, 1e-5, 2e-5, 5e-5, 1e-4, 2e-4, 5e-4, 1e-3, 2e-3, 5e-3, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1
    };

    private final ConnectionLimiter limiter = new ConnectionLimiter();
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Map<Driver, DriverMetrics> drivers = new EnumMap<>(Driver.class);
    private final ArrayDeque<ConnectionMetrics> closedLast = new ArrayDeque<>();

    final Counter accepted = counter("connections_accepted", "Connections accepted, refused ones included");
    final Counter unopened = counter("connections_unopened", "Connections that failed before they were open");
    final Counter closed = counter("connections_closed", "Connections closed", "cause");
    final Counter started = counter("games_started", "Games started");
    final Counter won = counter("games_won", "Games whose secret was found");
    final Counter abandoned = counter("games_abandoned", "Games that ended before");
    /** In powers of two: a bisection needs one more guess for a range twice as long. */
    final Histogram guesses = histogram("game_guesses", "Guesses that a won game took")
            .classicExponentialUpperBounds(1, 2, 17)
            .register(registry);

    final Counter lines = counter("lines", "Lines that are a command", "command");
    final Counter errors = counter("errors", "Sessions ended by an ERROR", "code");
    final Histogram replySeconds = histogram("reply_seconds", "Time from lines read to their replies written")
            .classicUpperBounds(REPLY_SECONDS)
            .register(registry);

    ServerMetrics() {
        GaugeWithCallback.builder()
                .name("warmer_connections_open")
                .help("Connections open now")
                .labelNames(DRIVER)
                .callback(gauge -> drivers()
                        .forEach(driver -> gauge.call(
                                (double) driver.open(), driver.driver().toString())))
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

    /** {@return those that all verticles of this Vert.x share} */
    public static ServerMetrics of(Vertx vertx) {
        return vertx.sharedData()
                .<String, ServerMetrics>getLocalMap("warmer.metrics")
                .computeIfAbsent("all", key -> new ServerMetrics());
    }

    private Counter counter(String name, String help) {
        return counter(name, help, new String[] {DRIVER});
    }

    private Counter counter(String name, String help, String label) {
        return counter(name, help, new String[] {DRIVER, label});
    }

    private Counter counter(String name, String help, String[] labels) {
        return Counter.builder()
                .name("warmer_" + name)
                .help(help)
                .labelNames(labels)
                .withoutExemplars()
                .register(registry);
    }

    private static Histogram.Builder histogram(String name, String help) {
        return Histogram.builder()
                .name("warmer_" + name)
                .help(help)
                .labelNames(DRIVER)
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

    /** {@return the metrics of the servers with this driver} */
    public synchronized DriverMetrics of(Driver driver) {
        return drivers.computeIfAbsent(driver, key -> new DriverMetrics(this, key));
    }

    /** {@return the metrics of each driver that has or had a server} */
    public synchronized List<DriverMetrics> drivers() {
        return List.copyOf(drivers.values());
    }

    /** A connection was closed. */
    synchronized void closed(ConnectionMetrics connection) {
        if (closedLast.size() == MAX_CLOSED) {
            closedLast.remove();
        }
        closedLast.add(connection);
    }

    /** {@return the connections that were closed last, the last one first; no more than 1,000} */
    public synchronized List<ConnectionMetrics> closedLast() {
        List<ConnectionMetrics> connections = new ArrayList<>(closedLast);
        Collections.reverse(connections);
        return connections;
    }
}
