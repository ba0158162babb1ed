package dev.warmer.threads;

import dev.warmer.connection.OpenConnections;
import dev.warmer.connection.ServerConnection;
import dev.warmer.connection.ServerConnection.Action;
import java.io.IOException;
import java.net.Socket;

/**
 * A connection over a limit, which gets its ERROR line and no thread. It is not read; it stays open for the time of a
 * lingering close, since closing it with unread input could overtake the line.
 */
final class RefusedConnection implements OpenConnections.Driver {
    private final Socket socket;
    private final ServerConnection connection;
    private final OpenConnections open;

    private RefusedConnection(Socket socket, ServerConnection connection, OpenConnections open) {
        this.socket = socket;
        this.connection = connection;
        this.open = open;
    }

    /**
     * Sends the reply and closes the socket, now or later.
     *
     * @param socket a socket to which nothing was written, so that the reply fits its send buffer and does not block
     */
    static void refuse(Socket socket, ServerConnection connection, OpenConnections open) throws IOException {
        RefusedConnection refused = new RefusedConnection(socket, connection, open);
        open.add(refused);
        try {
            if (connection.hasReplies()) {
                socket.getOutputStream()
                        .write(
                                connection.replies().bytes(),
                                0,
                                connection.replies().length());
            }
            socket.shutdownOutput();
        } catch (IOException e) {
            connection.failed(e);
        }
        connection.outputClosed(System.nanoTime());
        if (connection.action() != Action.LINGERING_CLOSE) {
            refused.reset();
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
        try (socket) {
            connection.closed();
        } catch (IOException closed) {
            // That was the aim.
        } finally {
            open.remove(this);
        }
    }
}
