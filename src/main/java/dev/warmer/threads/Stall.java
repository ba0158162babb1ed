package dev.warmer.threads;

import java.time.Duration;

/** Notices a peer that takes nothing while a reply waits for it. One thread writes; any other may ask. */
final class Stall {
    /** When the write in progress was begun; 0 while there is none. */
    private volatile long since;

    void begin(long now) {
        since = now;
    }

    void end() {
        since = 0;
    }

    /** {@return whether a write is in progress} */
    boolean isWriting() {
        return since != 0;
    }

    /** {@return whether the write in progress has taken {@code limit}} */
    boolean lasts(long now, Duration limit) {
        long begun = since;
        return begun != 0 && now - begun >= limit.toNanos();
    }
}
