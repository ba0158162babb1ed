package dev.warmer.threads;

import dev.warmer.connection.LineFramer;
import dev.warmer.connection.OpenConnections;
import dev.warmer.connection.ServerConnection;
import dev.warmer.connection.ServerConnection.Action;
import dev.warmer.connection.ServerState;
import dev.warmer.tls.HandshakeFailure;
import java.io.IOException;
import java.util.concurrent.ThreadFactory;

/**
 * A peer's socket on its thread, which owns it: reads, lets the {@link ServerConnection} decide, writes, closes. While
 * the peer does not take its replies, the thread blocks, and nothing more is read.
 *
 * <p>The thread waits for input no longer than until the next timeout. Other threads only {@link #check} it: they wake
 * it when the server is stopping, and reset its socket when it is blocked in a write or a TLS handshake for too long.
 */
final class PeerConnection implements OpenConnections.Driver {
    private enum Waiting {
        NOT,
        DURING_A_GAME,
        BETWEEN_GAMES
    }

    /** How long the thread waits before it looks whether the limits have changed, or a tenth of the idle timeout. */
    private static final long WAIT_NANOS = 1_000_000_000L;

    private final ServerState server;
    private final ServerConnection connection;
    private final PeerSocket socket;
    private final LineFramer framer;
    private volatile Waiting waiting = Waiting.NOT;

    PeerConnection(ServerState server, ServerConnection connection, PeerSocket socket) {
        this.server = server;
        this.connection = connection;
        this.socket = socket;
        framer = new LineFramer(connection, server.limits().maxLineLength());
    }

    void start(ThreadFactory threads, OpenConnections open) {
        Thread thread = threads.newThread(() -> {
            try {
                run();
            } finally {
                open.remove(this);
            }
        });
        open.add(this);
        try {
            thread.start();
        } catch (Error noThread) {
            open.remove(this);
            throw noThread;
        }
    }

    private void run() {
        try {
            if (shakeHands()) {
                serve();
            }
            end();
        } catch (IOException e) {
            connection.checkTime(System.nanoTime()); // our reset of a blocked write shows as a failure, too
            connection.failed(e);
        } finally {
            socket.close();
            connection.closed();
        }
    }

    private boolean shakeHands() {
        try {
            socket.shakeHands(server.limits().handshakeTimeout());
            return true;
        } catch (IOException e) {
            connection.handshakeFailed(HandshakeFailure.describe(e));
            return false;
        }
    }

    private void serve() throws IOException {
        try {
            checkTime(); // the server may be stopping
            while (connection.isOpen()) {
                waiting = connection.isPlaying() ? Waiting.DURING_A_GAME : Waiting.BETWEEN_GAMES;
                int count = socket.read(nanosToWait());
                waiting = Waiting.NOT;
                handle(count);
            }
        } catch (RuntimeException | Error e) {
            connection.failed(e);
            reply();
        }
    }

    private long nanosToWait() {
        long most = Math.max(WAIT_NANOS, server.limits().idleTimeout().toNanos() / 10);
        return Math.min(most, connection.deadline() - System.nanoTime());
    }

    private void handle(int count) throws IOException {
        if (count > 0) {
            read(count);
        } else if (count == 0 || socket.isWoken()) {
            checkTime();
        } else {
            connection.inputEnded();
        }
    }

    private void read(int count) throws IOException {
        connection.readStarted(socket.bytes[0], System.nanoTime());
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
        boolean replied = connection.hasReplies();
        if (replied) {
            connection.writing(System.nanoTime());
            socket.write(connection.replies(), server.limits().writeTimeout());
            connection.written(connection.replies().length(), System.nanoTime());
            connection.replies().clear();
        }
        return replied;
    }

    private void end() throws IOException {
        if (connection.action() == Action.RESET) {
            socket.reset();
        } else if (connection.action() == Action.LINGERING_CLOSE || socket.isTls()) {
            socket.shutdownOutput(server.limits().writeTimeout());
            connection.outputClosed(System.nanoTime());
            linger();
        }
    }

    private void linger() throws IOException {
        while (connection.action() == Action.LINGERING_CLOSE) {
            int count = socket.readRaw(connection.deadline() - System.nanoTime());
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
        socket.resetIfBlocked(now);
        boolean toWake = server.isShuttingDown()
                ? waiting != Waiting.NOT
                : server.isDraining() && waiting == Waiting.BETWEEN_GAMES;
        if (toWake) {
            socket.wake();
        }
    }

    @Override
    public void reset() {
        socket.reset();
    }
}
