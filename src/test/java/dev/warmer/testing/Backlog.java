package dev.warmer.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** Fills the accept queue of a listening socket that accepts nothing. */
public final class Backlog {
    /** The number of connections. Linux establishes one more than the length of the queue. */
    public static final int CONNECTIONS = 16;

    private Backlog() {}

    /**
     * {@return whether the system establishes only some of the connections} On the loopback interface, it establishes a
     * connection while the call that connects runs, or leaves it for a later attempt.
     */
    public static boolean isExceeded(int port) {
        List<SocketChannel> connections = new ArrayList<>();
        try {
            int established = 0;
            for (int i = 0; i < CONNECTIONS; i++) {
                SocketChannel connection = SocketChannel.open();
                connections.add(connection);
                connection.configureBlocking(false);
                connection.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                established += connection.finishConnect() ? 1 : 0;
            }
            return established < CONNECTIONS;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            connections.forEach(Backlog::close);
        }
    }

    private static void close(SocketChannel connection) {
        try {
            connection.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
