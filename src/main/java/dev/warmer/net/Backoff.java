package dev.warmer.net;

import java.time.Duration;

/**
 * How long to wait between attempts to connect: a little at first, then longer, and never past the end.
 *
 * <p>Not thread-safe; starts counting when it is made.
 */
public final class Backoff {
    private static final long FIRST_MS = 20;
    private static final long LONGEST_MS = 1_000;

    private final long end;
    private long wait = FIRST_MS;

    /** @param limit how long to go on */
    public Backoff(Duration limit) {
        end = System.nanoTime() + limit.toNanos();
    }

    /** {@return how many milliseconds are left for the attempts; 0 if it is time to give up} */
    public long left() {
        return Math.max(0, (end - System.nanoTime()) / 1_000_000);
    }

    /** {@return how many milliseconds to wait before the next attempt} */
    public long next() {
        long next = Math.min(wait, left());
        wait = Math.min(2 * wait, LONGEST_MS);
        return next;
    }
}
