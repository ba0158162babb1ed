package dev.warmer.connection;

import java.util.Locale;

/** Why a connection was closed. Its string is for the log and the metrics. */
public enum CloseReason {
    /** The peer closed it. */
    PEER,
    /** The peer ended the session with an empty line. */
    END,
    /** The peer broke the rules. */
    VIOLATION,
    /** The server failed. */
    INTERNAL,
    /** There were too many. */
    REFUSED,
    /** No complete line came in time. */
    IDLE,
    /** The peer did not take its replies. */
    STALLED,
    /** Its TLS handshake failed. */
    HANDSHAKE,
    /** The peer reset it. */
    RESET,
    /** The server is stopping, and no game was in progress. */
    DRAINED,
    /** The server is stopping, and time was up. */
    SHUTDOWN;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
