package dev.warmer.metrics;

import static dev.warmer.protocol.UntrustedText.excerpt;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.EventArgUtil;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.slf4j.Marker;

/**
 * Limits how many events of a kind are logged in an interval, whichever library logs them, so that neither peers nor a
 * failure that lasts can fill a disk. A kind is a logger and the class of the exception or, without one, the message
 * pattern. The number of suppressed events is logged for each kind when the interval is over. Events below info are
 * not limited. Safe for use from any thread.
 */
public final class LogRateLimiter extends TurboFilter {
    static final int EVENTS = 20;
    static final long INTERVAL_SECONDS = 10;
    /** Further kinds share a limit: libraries may format what a peer sent into the pattern. */
    static final int KINDS = 100;

    private static final String FURTHER_KINDS = "other loggers and messages";
    private static final LongAdder SUPPRESSED = new LongAdder();

    private final LongSupplier clock;
    private final Executor afterInterval;
    private Map<String, Integer> counts = new HashMap<>();
    private long began;

    /** A limiter to be added to a {@link LoggerContext}, in Java or as a {@code turboFilter} in XML. */
    public LogRateLimiter() {
        this(System::nanoTime, CompletableFuture.delayedExecutor(INTERVAL_SECONDS, TimeUnit.SECONDS));
    }

    /**
     * @param clock the nanoseconds since some point in time
     * @param afterInterval runs a task an interval later
     */
    LogRateLimiter(LongSupplier clock, Executor afterInterval) {
        this.clock = clock;
        this.afterInterval = afterInterval;
        began = clock.getAsLong();
    }

    /** {@return how many events this process has suppressed} */
    public static long suppressed() {
        return SUPPRESSED.sum();
    }

    @Override
    public FilterReply decide(
            Marker marker, Logger logger, Level level, String pattern, Object[] arguments, Throwable thrown) {
        boolean isLimited = pattern != null // which it is when asked whether a level is enabled
                && level.isGreaterOrEqual(Level.INFO)
                && level.isGreaterOrEqual(logger.getEffectiveLevel())
                && !logger.getName().equals(LogRateLimiter.class.getName());
        return isLimited && !tryAcquire(kind(logger, pattern, arguments, thrown))
                ? FilterReply.DENY
                : FilterReply.NEUTRAL;
    }

    private static String kind(Logger logger, String pattern, Object[] arguments, Throwable thrown) {
        Throwable cause = thrown == null ? EventArgUtil.extractThrowable(arguments) : thrown;
        return logger.getName() + ": "
                + (cause == null ? pattern : cause.getClass().getName());
    }

    private boolean tryAcquire(String kind) {
        endIntervalIfOver();
        int count = count(kind);
        if (count <= EVENTS) {
            return true;
        }
        SUPPRESSED.increment();
        if (count == EVENTS + 1) {
            afterInterval.execute(this::endIntervalIfOver);
        }
        return false;
    }

    private synchronized int count(String kind) {
        String counted = counts.size() < KINDS || counts.containsKey(kind) ? kind : FURTHER_KINDS;
        return counts.merge(counted, 1, Integer::sum);
    }

    private void endIntervalIfOver() {
        ended().forEach((kind, count) -> {
            if (count > EVENTS) {
                log(kind, count - EVENTS);
            }
        });
    }

    /** {@return the counts of the interval if it is over; otherwise nothing} */
    private synchronized Map<String, Integer> ended() {
        long now = clock.getAsLong();
        if (now - began < TimeUnit.SECONDS.toNanos(INTERVAL_SECONDS)) {
            return Map.of();
        }
        Map<String, Integer> ended = counts;
        counts = new HashMap<>();
        began = now;
        return ended;
    }

    private void log(String kind, int suppressed) {
        ((LoggerContext) getContext())
                .getLogger(LogRateLimiter.class)
                .warn("{} more events suppressed in {} s: {}", suppressed, INTERVAL_SECONDS, excerpt(kind));
    }
}
