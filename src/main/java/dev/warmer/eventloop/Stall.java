package dev.warmer.eventloop;

import dev.warmer.netty.DirectSocket;
import java.time.Duration;

/** Notices a peer that takes nothing while replies wait for it. */
final class Stall {
    private final DirectSocket socket;
    private long given;
    private long mostTaken;
    private long since = System.nanoTime();

    Stall(DirectSocket socket) {
        this.socket = socket;
    }

    /** So many more bytes are on their way to the peer. */
    void gave(int bytes) {
        given += bytes;
    }

    /** {@return whether the peer has taken nothing for {@code limit}, as far as was seen at the calls before} */
    boolean lasts(long now, Duration limit) {
        long waiting = socket.waiting();
        // What waits alone would not tell: whoever takes some may be given more before the next look.
        long taken = given - waiting;
        if (waiting == 0 || taken > mostTaken) {
            mostTaken = taken;
            since = now;
        }
        return now - since >= limit.toNanos();
    }
}
