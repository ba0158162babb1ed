package dev.warmer.server;

import dev.warmer.net.SendQueue;
import io.vertx.core.net.NetSocket;
import java.time.Duration;

/** Notices a peer that takes nothing while replies wait for it. */
final class Stall {
    private final SendQueue queue;
    private long waiting;
    private long since;

    Stall(NetSocket socket) {
        queue = new SendQueue(socket);
    }

    /** {@return whether the peer has taken nothing for {@code limit}, as far as was seen at the calls before} */
    boolean lasts(long now, Duration limit) {
        long before = waiting;
        waiting = queue.bytes();
        if (waiting == 0 || before == 0 || waiting < before) {
            since = now;
        }
        return waiting > 0 && now - since >= limit.toNanos();
    }

    /** Closes the connection over what waits. */
    void drop() {
        queue.drop();
    }
}
