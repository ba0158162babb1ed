package dev.warmer.threads;

import static jdk.net.ExtendedSocketOptions.TCP_QUICKACK;

import dev.warmer.connection.Limits;
import dev.warmer.connection.LineFramer;
import dev.warmer.connection.OpenConnections;
import dev.warmer.connection.ServerConnection;
import dev.warmer.connection.ServerConnection.Action;
import dev.warmer.connection.ServerState;
import dev.warmer.protocol.ReplyBuffer;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLSocket;

/**
 * A peer's socket on its thread, which owns it: reads, lets the {@link ServerConnection} decide, writes, closes. While
 * the peer does not take its replies, the thread blocks, and nothing more is read.
 *
 * <p>The thread waits for input no longer than the next timeout. Other threads only {@link #check} it: they wake it when
 * the server is stopping, and reset its socket when it is blocked in a write or a TLS handshake for too long.
 */
final class PeerConnection implements Runnable, OpenConnections.Driver {
    private static final boolean HAS_QUICK_ACK = new Socket().supportedOptions().contains(TCP_QUICKACK);
    /** The thread looks this often at least whether the limits have changed, or ten times per idle timeout. */
    private static final long MIN_WAIT_MS = 1_000;

    private final ServerState server;
    private final Socket tcp;
    /** The same socket, or TLS over it. */
    private final Socket stream;

    private final ServerConnection connection;
    private final int maxLineLength;
    private final Consumer<IOException> handshakeFailed;
    private final byte[] bytes = new byte[Limits.READ_BYTES];

    /** Whether the thread is blocked in something that {@link #check} has to end at {@link #breakAt}. */
    private volatile boolean breakable;

    private volatile long breakAt;
    /** Whether the thread waits for input, and whether it does so without a game in progress. */
    private volatile boolean waiting;

    private volatile boolean waitingWithoutGame;
    private volatile boolean woken;

    /**
     * @param tcp the accepted socket
     * @param stream the same, or a TLS socket over it whose handshake has not begun
     * @param handshakeFailed reports a failed handshake
     */
    PeerConnection(
            ServerState server,
            Socket tcp,
            Socket stream,
            ServerConnection connection,
            Consumer<IOException> handshakeFailed) {
        this.server = server;
        this.tcp = tcp;
        this.stream = stream;
        this.connection = connection;
        this.handshakeFailed = handshakeFailed;
        maxLineLength = server.limits().maxLineLength();
    }

    @Override
    public void run() {
        try (tcp) {
            serve();
        } catch (IOException e) {
            connection.checkTime(System.nanoTime()); // our reset of a stuck write shows as a failure, too
            connection.failed(e);
        } finally {
            connection.closed();
        }
    }

    private void serve() throws IOException {
        if (shakeHands()) {
            try {
                serveLines();
            } catch (RuntimeException | Error e) {
                connection.failed(e);
                reply();
            }
        }
        close();
    }

    private boolean shakeHands() throws IOException {
        if (stream instanceof SSLSocket tls) {
            try {
                breakAfter(server.limits().handshakeTimeout().toNanos());
                tls.startHandshake();
            } catch (IOException e) {
                handshakeFailed.accept(e);
                connection.handshakeFailed();
                return false;
            } finally {
                breakable = false;
            }
        }
        return true;
    }

    private void serveLines() throws IOException {
        InputStream in = stream.getInputStream();
        LineFramer framer = new LineFramer(connection, maxLineLength);
        checkTime(); // the server may be stopping
        while (connection.isOpen()) {
            int count = read(stream, in);
            if (count > 0) {
                connection.readStarted(bytes[0], System.nanoTime());
                framer.read(bytes, count);
                if (!reply()) {
                    quickAck();
                }
                connection.readCompleted();
            } else if (count == 0 || woken) {
                checkTime();
            } else {
                connection.inputEnded();
            }
        }
    }

    /** {@return how many bytes were read; 0 if none arrived in time, -1 at the end of the input or when woken} */
    private int read(Socket socket, InputStream in) throws IOException {
        long wait = TimeUnit.NANOSECONDS.toMillis(connection.deadline() - System.nanoTime()) + 1;
        long most = Math.max(MIN_WAIT_MS, server.limits().idleTimeout().toMillis() / 10);
        socket.setSoTimeout((int) Math.max(1, Math.min(wait, most)));
        waitingWithoutGame = !connection.isPlaying();
        waiting = true;
        try {
            return in.read(bytes);
        } catch (SocketTimeoutException e) {
            return 0;
        } catch (IOException e) {
            if (woken) {
                return -1; // TLS calls the end of the input beneath it a failure
            }
            throw e;
        } finally {
            waiting = false;
            waitingWithoutGame = false;
        }
    }

    private void checkTime() throws IOException {
        connection.checkTime(System.nanoTime());
        reply();
    }

    /** {@return whether there was anything to reply} */
    private boolean reply() throws IOException {
        boolean replied = connection.hasReplies();
        if (replied) {
            write(connection.replies());
        }
        return replied;
    }

    private void write(ReplyBuffer replies) throws IOException {
        connection.writing(System.nanoTime());
        breakAfter(server.limits().writeTimeout().toNanos());
        stream.getOutputStream().write(replies.bytes(), 0, replies.length());
        breakable = false;
        connection.written(replies.length(), System.nanoTime());
        replies.clear();
    }

    /**
     * Has the kernel acknowledge what was read, when there is no reply to do so. A client that sends two writes with
     * Nagle's algorithm would otherwise wait some 40 ms before the second. The kernel forgets the option after a while.
     */
    private void quickAck() throws IOException {
        if (HAS_QUICK_ACK) {
            tcp.setOption(TCP_QUICKACK, true);
        }
    }

    private void close() throws IOException {
        Action action = connection.action();
        if (action == Action.LINGERING_CLOSE) {
            shutdownOutput();
            connection.outputClosed(System.nanoTime());
            discardInput();
        } else if (action == Action.CLOSE && stream instanceof SSLSocket) {
            shutdownOutput();
        } else if (action == Action.RESET) {
            reset();
        }
    }

    /** TLS ends its own stream before TCP's, which may block; after a failed handshake it has none. */
    private void shutdownOutput() throws IOException {
        breakAfter(server.limits().writeTimeout().toNanos());
        if (stream instanceof SSLSocket tls && tls.getSession().isValid()) {
            tls.shutdownOutput();
        }
        tcp.shutdownOutput();
        breakable = false;
    }

    private void discardInput() throws IOException {
        InputStream in = tcp.getInputStream();
        while (connection.action() == Action.LINGERING_CLOSE) {
            int count = read(tcp, in);
            if (count > 0) {
                connection.discarded(count);
            } else if (count == 0) {
                connection.checkTime(System.nanoTime());
            } else {
                connection.inputEnded();
            }
        }
    }

    private void breakAfter(long nanos) {
        breakAt = System.nanoTime() + nanos;
        breakable = true;
    }

    /** Called by another thread; must not block. */
    @Override
    public void check(long now) {
        if (breakable && now - breakAt >= 0) {
            reset();
        } else if (server.isShuttingDown() ? waiting : server.isDraining() && waitingWithoutGame) {
            wake();
        }
    }

    /** Ends the input, which the thread takes for a sign to check the time: no new game may begin, or none go on. */
    private void wake() {
        try {
            woken = true;
            tcp.shutdownInput();
        } catch (IOException closed) {
            // Then the thread is awake.
        }
    }

    @Override
    public void reset() {
        try {
            tcp.setSoLinger(true, 0);
            tcp.close();
        } catch (IOException closed) {
            // That was the aim.
        }
    }
}
