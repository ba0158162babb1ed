package dev.warmer.connection;

import dev.warmer.protocol.SessionListener;

/** Listener for the events of one {@link ServerConnection}, called by the thread that drives it. */
public interface ConnectionListener extends SessionListener {
    /** Ignores every event. */
    ConnectionListener NONE = new ConnectionListener() {};

    /**
     * The connection is about to be closed. The first reason is the one that counts.
     *
     * @param reason why
     * @param detail what an operator wants to know of it; empty if the reason says everything
     */
    default void closing(CloseReason reason, String detail) {}

    /** So many bytes were received, which may hold any number of lines. */
    default void bytesReceived(int count) {}

    /** So many bytes of replies were handed to the socket. */
    default void bytesSent(int count) {}

    /** All lines of a read were executed; their replies are not sent yet. */
    default void linesReceived() {}

    /** The replies to a read were written, so many {@code nanoseconds} after it. */
    default void repliesWritten(long nanoseconds) {}

    /** The connection is closed. Called once, last. */
    default void closed() {}
}
