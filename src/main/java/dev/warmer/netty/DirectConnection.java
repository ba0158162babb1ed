package dev.warmer.netty;

import dev.warmer.connection.ConnectionListener;
import dev.warmer.connection.LineFramer;
import dev.warmer.connection.OpenConnections;
import dev.warmer.connection.ServerConnection;
import dev.warmer.connection.ServerConnection.Action;
import dev.warmer.protocol.ReplyBuffer;
import io.vertx.core.net.NetSocket;

/** A peer's {@link DirectSocket} on its event loop: the optional fast path of the event-loop server. */
public final class DirectConnection implements DirectSocket.Handler, OpenConnections.ManagedConnection {
    private final ServerConnection connection;
    private final LineFramer framer;
    private DirectSocket socket;
    private OpenConnections open;
    private Action performed = Action.CONTINUE;

    /** A connection that was accepted. */
    public DirectConnection(ServerConnection connection, int maxLineLength) {
        this.connection = connection;
        framer = new LineFramer(connection, maxLineLength);
    }

    /**
     * Begins to serve it; to be called in the connect handler.
     *
     * @param accepted the socket, which must not be used any more; it is not kept, since it takes 5 KB
     * @param buffers those of the event loop
     */
    public void start(NetSocket accepted, EventLoopBuffers buffers, OpenConnections connections) {
        open = connections;
        open.add(this);
        socket = DirectSocket.install(accepted, buffers, this);
        check(System.nanoTime()); // it may be refused, or the server may be stopping
    }

    @Override
    public void read(byte[] bytes, int length) {
        if (!connection.acceptsLines()) {
            connection.discarded(length);
            perform();
            return;
        }
        connection.readStarted(bytes[0], length, System.nanoTime());
        try {
            framer.read(bytes, length);
        } catch (RuntimeException | Error e) {
            connection.failed(e);
        }
        reply();
        connection.readCompleted();
    }

    private void reply() {
        if (connection.hasReplies()) {
            write(connection.replies());
        }
        perform();
    }

    private void write(ReplyBuffer replies) {
        int length = replies.length();
        replies.clear(); // first: if the write fails, there may be more to reply
        socket.write(replies.bytes(), length);
        long now = System.nanoTime();
        connection.written(length, now);
        connection.unsent(socket.pendingBytes(), now);
    }

    @Override
    public void writable() {
        connection.unsent(socket.pendingBytes(), System.nanoTime());
    }

    @Override
    public void inputEnded() {
        connection.inputEnded();
        perform();
    }

    @Override
    public void failed(Throwable cause) {
        connection.failed(cause);
        reply();
    }

    @Override
    public void check(long now) {
        connection.unsent(socket.pendingBytes(), now);
        connection.checkTime(now);
        reply();
    }

    private void perform() {
        Action action = connection.action();
        if (action != performed) {
            performed = action;
            switch (action) {
                case LINGERING_CLOSE -> socket.shutdownOutput(() -> connection.outputClosed(System.nanoTime()));
                case CLOSE -> socket.close();
                case RESET -> socket.reset();
                case CONTINUE -> throw new IllegalStateException("a connection that ended cannot continue");
            }
        }
    }

    @Override
    public void reset() {
        socket.reset();
    }

    @Override
    public void closed() {
        connection.closed();
        open.remove(this);
    }

    @Override
    public ConnectionListener listener() {
        return connection.listener();
    }
}
