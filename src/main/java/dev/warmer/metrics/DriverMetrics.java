package dev.warmer.metrics;

import dev.warmer.connection.CloseReason;
import dev.warmer.protocol.Command;
import dev.warmer.protocol.ErrorCode;
import dev.warmer.protocol.UntrustedText;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The metrics of all servers of a process that have one driver, since the process started. Thread-safe. */
public final class DriverMetrics {
    /** The codes that a server sends; those after them are a client's. */
    private static final EnumSet<ErrorCode> SENT = EnumSet.range(ErrorCode.UNKNOWN_COMMAND, ErrorCode.INTERNAL);

    private final ServerMetrics all;
    private final Driver driver;
    private final CounterDataPoint unopened;
    final CounterDataPoint accepted;
    final Map<CloseReason, CounterDataPoint> closed;
    final CounterDataPoint started;
    final CounterDataPoint won;
    final CounterDataPoint abandoned;
    final DistributionDataPoint guesses;
    final Map<Command.Type, CounterDataPoint> lines;
    final Map<ErrorCode, CounterDataPoint> errors;
    final DistributionDataPoint replySeconds;

    DriverMetrics(ServerMetrics all, Driver driver) {
        this.all = all;
        this.driver = driver;
        String label = driver.toString();
        accepted = all.accepted.labelValues(label);
        unopened = all.unopened.labelValues(label);
        closed = counters(all.closed, EnumSet.allOf(CloseReason.class));
        started = all.started.labelValues(label);
        won = all.won.labelValues(label);
        abandoned = all.abandoned.labelValues(label);
        guesses = all.guesses.labelValues(label);
        lines = counters(all.lines, EnumSet.allOf(Command.Type.class));
        errors = counters(all.errors, SENT);
        replySeconds = all.replySeconds.labelValues(label);
    }

    /** {@return a counter for each of {@code values}, whose strings are the values of the second label} */
    private <E extends Enum<E>> Map<E, CounterDataPoint> counters(Counter counter, EnumSet<E> values) {
        return new EnumMap<>(values.stream()
                .collect(Collectors.toMap(
                        Function.identity(), value -> counter.labelValues(driver.toString(), value.toString()))));
    }

    /** {@return the driver} */
    public Driver driver() {
        return driver;
    }

    /** {@return how many connections were accepted, those refused afterwards included} */
    public long accepted() {
        return accepted.getLongValue();
    }

    /** {@return how many connections are open} */
    public long open() {
        long ended = closed.values().stream()
                .mapToLong(CounterDataPoint::getLongValue)
                .sum(); // first, so that the difference is not negative
        return accepted() - ended;
    }

    /** {@return how many connections were closed for each reason} */
    public Map<CloseReason, Long> closed() {
        return values(closed);
    }

    /** {@return how many lines of each command were received} */
    public Map<Command.Type, Long> lines() {
        return values(lines);
    }

    /** {@return how many sessions were ended by each ERROR} */
    public Map<ErrorCode, Long> errors() {
        return values(errors);
    }

    private static <E extends Enum<E>> Map<E, Long> values(Map<E, CounterDataPoint> counters) {
        return counters.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, counter -> counter.getValue().getLongValue()));
    }

    /** {@return how many games were started} */
    public long started() {
        return started.getLongValue();
    }

    /** {@return how many games were won} */
    public long won() {
        return won.getLongValue();
    }

    /** {@return how many games ended before} */
    public long abandoned() {
        return abandoned.getLongValue();
    }

    /** {@return the guesses of the games that were won} */
    public HistogramDataPointSnapshot guesses() {
        return snapshot(all.guesses);
    }

    /** {@return the times from lines read to their replies written, in seconds} */
    public HistogramDataPointSnapshot replySeconds() {
        return snapshot(all.replySeconds);
    }

    private HistogramDataPointSnapshot snapshot(Histogram histogram) {
        return histogram.collect().getDataPoints().stream()
                .filter(point -> driver.toString().equals(point.getLabels().get("driver")))
                .findAny()
                .orElseThrow();
    }

    /** A connection is closed. */
    void closed(ConnectionMetrics connection, CloseReason reason) {
        closed.get(reason).inc();
        all.closed(connection);
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
     * The PROXY protocol's header of a connection that was not open yet was not read.
     *
     * @param proxy the address that the connection came from
     * @param isEmpty whether the peer closed it without a byte, as some health checks do
     * @param acceptedAt when it was accepted, by {@link System#nanoTime}
     */
    public void headerFailedBeforeOpen(Object proxy, String detail, boolean isEmpty, long acceptedAt) {
        unopened.inc();
        CloseReason reason = isEmpty ? CloseReason.PEER : CloseReason.PROXY_HEADER;
        ConnectionMetrics.logClosed(proxy, reason, detail, acceptedAt, 0, 0);
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
