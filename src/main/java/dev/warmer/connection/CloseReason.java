package dev.warmer.connection;

import java.util.Locale;

/** Why a connection was closed. Its string is the label in the log and in the metrics. */
public enum CloseReason {
    /** The peer closed it. */
    PEER,
    /** The peer ended the session with an empty line. */
    END,
    /** The peer violated the protocol. */
    VIOLATION,
    /** The server failed. */
    INTERNAL,
    /** A connection limit was reached. */
    REFUSED,
    /** No complete line arrived within the idle timeout. */
    IDLE_TIMEOUT,
    /** The peer took no reply within the write timeout. */
    WRITE_TIMEOUT,
    /** The unsent replies of all connections reached their limit, and some of them were this one's. */
    UNSENT_LIMIT,
    /** The header of the PROXY protocol was not valid, or the peer may not send one. */
    PROXY_HEADER,
    /** The TLS handshake failed. */
    HANDSHAKE,
    /** The peer reset it, or the network failed. */
    RESET,
    /** The server that its lines were relayed to closed its own connection. */
    UPSTREAM,
    /** The server was stopping and no game was in progress. */
    DRAINED,
    /** The server was stopping and the drain timeout had passed. */
    SHUTDOWN;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
