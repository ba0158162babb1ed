package dev.warmer.metrics;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the first lines of an interval into the log and counts the others, so that no peer can fill a disk. Safe for use
 * from any thread.
 */
public final class LogRateLimiter {
    static final int LINES = 20;
    static final long INTERVAL_SECONDS = 10;
    private static final Logger LOG = LoggerFactory.getLogger("dev.warmer.connection");

    private final String what;
    private final LongSupplier clock;
    private final LongAdder suppressed = new LongAdder();
    private long began;
    private int logged;
    private long untold;

    /**
     * @param what the lines are about
     * @param clock tells the nanoseconds since some point in time
     */
    LogRateLimiter(String what, LongSupplier clock) {
        this.what = what;
        this.clock = clock;
        began = clock.getAsLong();
    }

    /** {@return whether one more line may be logged; if not, it is counted} */
    synchronized boolean permits() {
        tick();
        if (logged < LINES) {
            logged++;
            return true;
        }
        untold++;
        suppressed.increment();
        return false;
    }

    /** Tells how many lines were held back, once at the end of each interval; to be called now and then. */
    synchronized void tick() {
        long now = clock.getAsLong();
        if (now - began < TimeUnit.SECONDS.toNanos(INTERVAL_SECONDS)) {
            return;
        }
        if (untold > 0) {
            LOG.warn("{}: {} more lines in {} s are not shown", what, untold, INTERVAL_SECONDS);
        }
        began = now;
        logged = 0;
        untold = 0;
    }

    /** {@return how many lines were held back, ever} */
    public long suppressed() {
        return suppressed.sum();
    }
}
