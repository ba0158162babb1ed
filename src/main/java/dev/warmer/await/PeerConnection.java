package dev.warmer.await;

import static io.vertx.core.Future.await;

import dev.warmer.connection.ConnectionListener;
import dev.warmer.connection.LineFramer;
import dev.warmer.connection.OpenConnections;
import dev.warmer.connection.ServerConnection;
import dev.warmer.connection.ServerConnection.Action;
import dev.warmer.connection.ServerState;
import java.io.IOException;

/**
 * A peer's socket on its virtual thread, which owns it: reads, lets the {@link ServerConnection} decide, writes, closes.
 * While the peer does not take its replies, the thread is suspended, and nothing more is read.
 *
 * <p>While the thread is suspended, other threads of the verticle {@link #check} the connection: they wake it when there
 * is something to do, and reset its socket when the peer takes nothing for too long.
 */
final class PeerConnection implements OpenConnections.ManagedConnection, Runnable {
    private final ServerConnection connection;
    private final PeerSocket socket;
    private final OpenConnections open;
    private final LineFramer framer;

    PeerConnection(ServerState server, ServerConnection connection, PeerSocket socket, OpenConnections open) {
        this.connection = connection;
        this.socket = socket;
        this.open = open;
        framer = new LineFramer(connection, server.limits().maxLineLength());
    }

    @Override
    public void run() {
        open.add(this);
        try {
            serve();
            perform();
        } catch (IOException e) {
            connection.failed(e);
        } finally {
            close();
        }
    }

    private void close() {
        await(socket.close());
        connection.closed();
        open.remove(this);
    }

    private void serve() throws IOException {
        try {
            checkTime(); // it may be refused, or the server may be stopping
            while (connection.acceptsLines()) {
                handle(await(socket.read()));
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

    /** {@return whether there was anything to reply} While a reply is sent, {@link #check} may add another. */
    private boolean reply() throws IOException {
        boolean replied = false;
        while (connection.hasReplies()) {
            replied = true;
            int length = connection.replies().length();
            connection.writing(System.nanoTime());
            await(socket.write(connection.replies()));
            connection.written(length, System.nanoTime());
        }
        return replied;
    }

    private void perform() throws IOException {
        if (connection.action() == Action.RESET) {
            socket.reset();
        } else if (connection.action() == Action.LINGERING_CLOSE) {
            await(socket.shutdownOutput());
            connection.outputClosed(System.nanoTime());
            linger();
        }
    }

    private void linger() throws IOException {
        while (connection.action() == Action.LINGERING_CLOSE) {
            int count = await(socket.read());
            if (count < 0) {
                connection.inputEnded();
            } else {
                connection.discarded(count);
                connection.checkTime(System.nanoTime());
            }
        }
    }

    @Override
    public void check(long now) {
        connection.checkTime(now);
        if (connection.action() == Action.RESET) {
            socket.reset();
        } else if (connection.action() != Action.CONTINUE) {
            socket.wake();
        }
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
