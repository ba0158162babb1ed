package dev.warmer.exercises;

import dev.warmer.connection.ConnectionLimiter;
import dev.warmer.connection.ConnectionListener;
import dev.warmer.connection.Limits;
import dev.warmer.connection.LineFramer;
import dev.warmer.connection.ServerConnection;
import dev.warmer.connection.ServerConnection.Action;
import dev.warmer.connection.ServerState;
import dev.warmer.game.StrategyName;
import dev.warmer.protocol.ReplyBuffer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Random;

/** Exercise 3 begins here: a server on channels of java.nio, whose thread serves one connection after another. */
public final class SelectorServer implements AutoCloseable {
    private final ServerSocketChannel listener = ServerSocketChannel.open();
    private final ServerState server;
    private final ConnectionListener events;

    /** Listens on any free port of the loopback address. {@code events} receives the events of all connections. */
    public SelectorServer(Limits limits, ConnectionListener events) throws IOException {
        this.events = events;
        server = new ServerState(new ConnectionLimiter(), limits);
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    /** {@return the port that it listens on} */
    public int port() {
        return listener.socket().getLocalPort();
    }

    /** Accepts and serves connections until the server is closed, which another thread does. */
    public void run() throws IOException {
        while (listener.isOpen()) {
            try (SocketChannel socket = listener.accept()) {
                serve(socket);
            }
        }
    }

    private void serve(SocketChannel socket) throws IOException {
        ServerConnection connection = server.open(
                server.admit("127.0.0.1"),
                StrategyName.RANDOM.factory(new Random()),
                new ReplyBuffer(),
                events,
                System.nanoTime());
        LineFramer framer = new LineFramer(connection, server.limits().maxLineLength());
        ByteBuffer in = ByteBuffer.allocate(Limits.READ_BYTES);
        while (connection.acceptsLines()) {
            int count = socket.read(in.clear());
            if (count < 0) {
                connection.inputEnded();
            } else {
                connection.readStarted(in.get(0), in.limit(), System.nanoTime());
                framer.read(in.array(), count);
                reply(socket, connection);
                connection.readCompleted();
            }
        }
        if (connection.action() == Action.LINGERING_CLOSE) {
            socket.shutdownOutput();
            while (socket.read(in.clear()) >= 0) {
                // until the peer has closed, too
            }
        }
        connection.closed();
    }

    private static void reply(SocketChannel socket, ServerConnection connection) throws IOException {
        if (connection.hasReplies()) {
            ReplyBuffer replies = connection.replies();
            socket.write(ByteBuffer.wrap(replies.bytes(), 0, replies.length()));
            connection.written(replies.length(), System.nanoTime());
            replies.clear();
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
