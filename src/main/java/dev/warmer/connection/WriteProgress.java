package dev.warmer.connection;

import java.time.Duration;

/** Tells a peer that takes its replies slowly from one that takes none. Times are nanoseconds. Not thread-safe. */
final class WriteProgress {
    private long written;
    private long takenSoFar;
    private long unsent;
    private long progressAt;
    private boolean blocked;

    WriteProgress(long now) {
        progressAt = now;
    }

    /** A write begins that may block until the peer takes it. */
    void block(long now) {
        blocked = true;
        progressAt = now;
    }

    /** {@return whether the write might have blocked} */
    boolean written(int bytes) {
        written += bytes;
        boolean wasBlocked = blocked;
        blocked = false;
        return wasBlocked;
    }

    void unsent(long bytes, long now) {
        // What waits is not enough to decide: a peer that takes some may be sent more before the next report.
        long taken = written - bytes;
        if (unsent == 0 || bytes == 0 || taken > takenSoFar) {
            takenSoFar = taken;
            progressAt = now;
        }
        unsent = bytes;
    }

    long unsent() {
        return unsent;
    }

    boolean isStalled(long now, Duration limit) {
        return !isFree() && now - progressAt >= limit.toNanos();
    }

    /** {@return whether nothing waits for the peer} */
    boolean isFree() {
        return unsent == 0 && !blocked;
    }
}
