package dev.warmer.metrics;

import dev.warmer.connection.CloseReason;
import dev.warmer.connection.ConnectionLimiter;
import dev.warmer.protocol.ErrorCode;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.Shareable;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counters of all servers of a process since it started. They are read only when someone asks for the metrics.
 * Thread-safe.
 *
 * @param limiter counts what the connections take together
 * @param accepted connections accepted, those refused afterwards included
 * @param unopened connections that failed before they were open
 * @param closed connections closed, by reason
 * @param started games started
 * @param abandoned games that ended without being won
 * @param guesses how many guesses each game that was won took
 * @param lines lines that are a command, by type
 * @param errors ERROR lines sent, by code
 * @param replies time from a read to the write of its replies, in nanoseconds
 */
public record ServerMetrics(
        ConnectionLimiter limiter,
        LongAdder accepted,
        LongAdder unopened,
        EnumCounters<CloseReason> closed,
        LongAdder started,
        LongAdder abandoned,
        Histogram guesses,
        EnumCounters<CommandType> lines,
        EnumCounters<ErrorCode> errors,
        Histogram replies)
        implements Shareable {

    ServerMetrics() {
        this(
                new ConnectionLimiter(),
                new LongAdder(),
                new LongAdder(),
                new EnumCounters<>(CloseReason.class),
                new LongAdder(),
                new LongAdder(),
                new Histogram(guessBounds()),
                new EnumCounters<>(CommandType.class),
                new EnumCounters<>(ErrorCode.class),
                new Histogram(replyBounds()));
    }

    /** {@return the one that all verticles of this Vert.x share} */
    public static ServerMetrics of(Vertx vertx) {
        return vertx.sharedData()
                .<String, ServerMetrics>getLocalMap("warmer.tally")
                .computeIfAbsent("all", key -> new ServerMetrics());
    }

    /** A connection failed before it was open, for want of a file descriptor, say. */
    public void failedBeforeOpen(Throwable cause) {
        unopened.increment();
        ConnectionMetrics.LOG.info("a connection failed before it was open: {}", describe(cause));
    }

    private static String describe(Throwable cause) {
        String text = LogSanitizer.sanitize(cause);
        return text.contains("Too many open files") ? "out of file descriptors" : text;
    }

    /**
     * A TLS handshake failed.
     *
     * @param peer the peer's address, or what is known of it
     * @param reason why, in one line
     */
    public void handshakeFailed(Object peer, String reason) {
        ConnectionMetrics.LOG.info("{}: TLS handshake failed: {}", peer, LogSanitizer.sanitize(reason));
    }

    /** {@return how many connections are open} */
    public long open() {
        return accepted.sum() - closed.total();
    }

    /** Powers of two: a bisection needs one more guess for a range twice as long. */
    private static long[] guessBounds() {
        long[] bounds = new long[17];
        for (int i = 0; i < bounds.length; i++) {
            bounds[i] = 1L << i;
        }
        return bounds;
    }

    /** 1 µs, 2 µs, 5 µs, 10 µs, and so on to 1 s. */
    private static long[] replyBounds() {
        long[] bounds = new long[19];
        long decade = 1_000;
        for (int i = 0; i < bounds.length; i += 3) {
            bounds[i] = decade;
            if (i + 2 < bounds.length) {
                bounds[i + 1] = 2 * decade;
                bounds[i + 2] = 5 * decade;
            }
            decade *= 10;
        }
        return bounds;
    }
}
