package dev.warmer.threads;

import dev.warmer.connection.ConnectionListener;
import dev.warmer.connection.OpenConnections;
import dev.warmer.connection.ServerConnection;
import dev.warmer.connection.ServerConnection.Action;
import dev.warmer.protocol.ReplyBuffer;
import java.io.IOException;
import java.net.Socket;

/**
 * A connection over a limit, which gets its ERROR line and no thread. It is not read; it stays open for the time of a
 * lingering close, since a socket closed with unread input is reset, and the reset may overtake the line.
 */
record RefusedConnection(Socket socket, ServerConnection connection, OpenConnections open)
        implements OpenConnections.ManagedConnection {
    /** Sends the line, which does not block: it is the first thing that the socket sends, and fits its buffer. */
    synchronized void start() {
        open.add(this);
        try {
            if (connection.hasReplies()) {
                ReplyBuffer replies = connection.replies();
                socket.getOutputStream().write(replies.bytes(), 0, replies.length());
            }
            socket.shutdownOutput();
            connection.outputClosed(System.nanoTime());
            check(System.nanoTime());
        } catch (IOException e) {
            reset();
        }
    }

    @Override
    public synchronized void check(long now) {
        connection.checkTime(now);
        if (connection.action() != Action.LINGERING_CLOSE) {
            reset();
        }
    }

    @Override
    public synchronized void reset() {
        PeerSocket.close(socket);
        connection.closed();
        open.remove(this);
    }

    @Override
    public ConnectionListener listener() {
        return connection.listener();
    }
}
