package dev.warmer.metrics;

import dev.warmer.connection.CloseReason;
import dev.warmer.protocol.ErrorCode;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.Shareable;
import java.util.concurrent.atomic.LongAdder;

/**
 * What all servers of a process have seen since it started. Nobody need look: counting costs next to nothing, and
 * whoever shows the counts reads them when asked. Safe for use from any thread.
 *
 * @param accepted connections taken from the listening socket, those refused with a word included
 * @param unopened connections that failed before they were one
 * @param closed connections closed, by cause
 * @param started games started
 * @param abandoned games that ended without being won
 * @param guesses how many guesses each game took that was won
 * @param lines lines that made sense
 * @param errors ERROR lines given as an answer, by code
 * @param replies how long it took to answer what was read at a time, in nanoseconds
 */
public record ServerMetrics(
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
