package dev.warmer.metrics;

import java.util.Locale;

/** The driver of a server: how it waits for its sockets. Its string is the label in the metrics. */
public enum Driver {
    /** Event loops, with Vert.x's sockets. */
    EVENT_LOOP,
    /** Event loops, with direct sockets. */
    DIRECT,
    /** A platform thread for each connection. */
    THREADS,
    /** A virtual thread for each connection. */
    VIRTUAL_THREADS,
    /** Virtual threads of Vert.x, which await futures. */
    AWAIT,
    /** Event loops, with WebSockets. */
    WEB;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
