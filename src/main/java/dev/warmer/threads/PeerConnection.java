package dev.warmer.threads;

import dev.warmer.connection.ConnectionListener;
import dev.warmer.connection.LineFramer;
import dev.warmer.connection.OpenConnections;
import dev.warmer.connection.ServerConnection;
import dev.warmer.connection.ServerConnection.Action;
import dev.warmer.connection.ServerState;
import dev.warmer.tls.HandshakeFailure;
import java.io.IOException;

/**
 * A peer's socket on its thread, which owns it: reads, lets the {@link ServerConnection} decide, writes, closes. While
 * the peer does not take its replies, the thread blocks, and nothing more is read.
 *
 * <p>Other threads only {@link #check} it: they wake it from a read when the peer is idle for too long or the server is
 * stopping, and reset its socket when it is blocked in a write or a TLS handshake for too long.
 */
final class PeerConnection implements OpenConnections.ManagedConnection, Runnable {
    private final ServerState server;
    private final ServerConnection connection;
    private final PeerSocket socket;
    private final OpenConnections open;
    private final LineFramer framer;

    PeerConnection(ServerState server, ServerConnection connection, PeerSocket socket, OpenConnections open) {
        this.server = server;
        this.connection = connection;
        this.socket = socket;
        this.open = open;
        framer = new LineFramer(connection, server.limits().maxLineLength());
    }

    @Override
    public void run() {
        try {
            socket.configure();
            if (shakeHands()) {
                serve();
            }
            perform();
        } catch (IOException e) {
            if (socket.isTimedOut()) {
                connection.checkTime(System.nanoTime()); // our reset of a blocked write shows as a failure, too
            }
            connection.failed(e);
        } finally {
            close();
        }
    }

    void close() {
        socket.close();
        connection.closed();
        open.remove(this);
    }

    private boolean shakeHands() {
        try {
            socket.shakeHands();
            return true;
        } catch (IOException e) {
            connection.handshakeFailed(HandshakeFailure.describe(e));
            return false;
        }
    }

    private void serve() throws IOException {
        try {
            checkTime(); // the server may be stopping
            while (connection.acceptsLines()) {
                handle(socket.read(connection.idleSince(), connection.isPlaying()));
            }
        } catch (RuntimeException | Error e) {
            connection.failed(e);
            reply();
        }
    }

    private void handle(int count) throws IOException {
        if (count > 0) {
            read(count);
        } else if (count == 0) {
            checkTime(); // the thread was woken
        } else {
            connection.inputEnded();
        }
    }

    private void read(int count) throws IOException {
        connection.readStarted(socket.bytes[0], count, System.nanoTime());
        framer.read(socket.bytes, count);
        if (!reply()) {
            socket.quickAck();
        }
        connection.readCompleted();
    }

    private void checkTime() throws IOException {
        connection.checkTime(System.nanoTime());
        reply();
    }

    /** {@return whether there was anything to reply} */
    private boolean reply() throws IOException {
        boolean replied = false;
        while (connection.hasReplies()) {
            replied = true;
            int length = connection.replies().length();
            connection.writing(System.nanoTime());
            socket.write(connection.replies());
            connection.written(length, System.nanoTime());
        }
        return replied;
    }

    private void perform() throws IOException {
        if (connection.action() == Action.RESET) {
            socket.reset();
        } else if (connection.action() == Action.LINGERING_CLOSE || socket.isTls()) {
            socket.shutdownOutput();
            connection.outputClosed(System.nanoTime());
            linger();
        }
    }

    private void linger() throws IOException {
        while (connection.action() == Action.LINGERING_CLOSE) {
            int count = socket.readRaw(connection.lingeringDeadline() - System.nanoTime());
            if (count < 0) {
                connection.inputEnded();
            } else {
                connection.discarded(count);
                connection.checkTime(System.nanoTime());
            }
        }
    }

    /** Called by another thread; does not block. */
    @Override
    public void check(long now) {
        socket.check(now, server);
    }

    @Override
    public void reset() {
        socket.reset();
    }

    @Override
    public ConnectionListener listener() {
        return connection.listener();
    }
}
