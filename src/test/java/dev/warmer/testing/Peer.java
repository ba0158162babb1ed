package dev.warmer.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/**
 * One end of a TCP connection. A character of a text stands for a byte. Reads and writes time out, and throw
 * {@link UncheckedIOException}.
 */
public class Peer implements AutoCloseable {
    /** The time limit of each read and of connecting. */
    static final int TIMEOUT_MS = 20_000;

    private static final int READ_BYTES = 1 << 16;

    private final Socket socket;
    private final InputStream in;

    /** @param socket connected */
    protected Peer(Socket socket) {
        this.socket = socket;
        in = get(() -> {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(TIMEOUT_MS);
            return new BufferedInputStream(socket.getInputStream(), READ_BYTES);
        });
    }

    /** Connects to a server on this machine. */
    public static Peer connect(int port) {
        return connect(new Socket(), port);
    }

    /** Connects with a receive buffer so small that the server's writes soon block while nothing is read. */
    public static Peer connectWithSmallBuffer(int port) {
        Socket socket = new Socket();
        run(() -> socket.setReceiveBufferSize(4096));
        return connect(socket, port);
    }

    /** Connects to one of this machine's addresses. */
    public static Peer connectTo(String address, int port) {
        return get(() -> {
            Socket socket = new Socket();
            socket.connect(new InetSocketAddress(address, port), TIMEOUT_MS);
            return new Peer(socket);
        });
    }

    /** Connects to a UNIX domain socket. */
    public static Peer connect(Path path) {
        return get(() -> new Peer(new UnixSocket(path)));
    }

    /** Connects to a UNIX domain socket from one with a path of its own. */
    public static Peer connectFrom(Path own, Path path) {
        return get(() -> new Peer(new UnixSocket(own, path)));
    }

    /** Connects to a UNIX domain socket with TLS. */
    public static Peer connect(Path path, SSLContext tls) {
        return get(() -> new Peer(tls.getSocketFactory().createSocket(new UnixSocket(path), "localhost", -1, true)));
    }

    /** Connects from one of this machine's addresses. */
    public static Peer connectFrom(String address, int port) {
        Socket socket = new Socket();
        run(() -> socket.bind(new InetSocketAddress(address, 0)));
        return connect(socket, port);
    }

    /** {@return whether a server accepts a connection to one of this machine's addresses, and replies} */
    public static boolean isServed(String address, int port) {
        try (Peer peer = connectTo(address, port)) {
            return peer.isServed();
        } catch (UncheckedIOException refused) {
            return false;
        }
    }

    /** Connects, again and again, until the server serves the connection: {@link #startGame}. */
    public static Peer connectOnceAdmitted(int port) {
        Peer[] last = {null};
        Await.until("the server serves another connection", () -> {
            last[0] = connect(port);
            if (last[0].isServed()) {
                return true;
            }
            last[0].close();
            return false;
        });
        return last[0];
    }

    /** {@return whether a server on this machine accepts a connection and replies} */
    public static boolean isServed(int port) {
        try (Peer peer = connect(port)) {
            return peer.isServed();
        } catch (UncheckedIOException refused) {
            return false;
        }
    }

    private static Peer connect(Socket socket, int port) {
        return get(() -> {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MS);
            return new Peer(socket);
        });
    }

    /** Sends the text in one write. */
    public Peer send(String text) {
        run(() -> socket.getOutputStream().write(text.getBytes(ISO_8859_1)));
        return this;
    }

    /** Sends the text one byte at a time. */
    public Peer sendByteByByte(String text) {
        text.chars().forEach(one -> run(() -> socket.getOutputStream().write(one)));
        return this;
    }

    /** Sends on another thread, for more than the server reads before its replies are read. */
    public CompletableFuture<Void> sendAsync(String text) {
        return CompletableFuture.runAsync(() -> send(text), Peer::startThread);
    }

    /** The same, where the server may close the connection before it has read everything. */
    public CompletableFuture<Void> sendAsyncUntilClosed(String text) {
        return sendAsync(text).exceptionally(closed -> null);
    }

    private static void startThread(Runnable task) {
        new Thread(task, "peer").start();
    }

    /** Closes the output; the server can still reply. */
    public Peer halfClose() {
        run(socket::shutdownOutput);
        return this;
    }

    /** {@return the next line without its LF, or null at the end of the stream} */
    public String line() {
        return get(() -> {
            StringBuilder line = new StringBuilder();
            int next;
            while ((next = in.read()) != '\n') {
                if (next < 0) {
                    return null;
                }
                line.append((char) next);
            }
            return line.toString();
        });
    }

    /** {@return all lines to the end of the stream} */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (String line = line(); line != null; line = line()) {
            lines.add(line);
        }
        return lines;
    }

    /** {@return all lines to the end of the stream} Reads them on another thread. */
    public CompletableFuture<List<String>> linesAsync() {
        return CompletableFuture.supplyAsync(this::lines, Peer::startThread);
    }

    /**
     * {@return the bytes of one write of the other side} Polls without a pause: a thread that blocks until data arrives
     * may find the data of several writes.
     */
    public String read() {
        return get(() -> {
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(TIMEOUT_MS);
            while (in.available() == 0 && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            return new String(in.readNBytes(in.available()), ISO_8859_1);
        });
    }

    /** {@return whether this is the next line, and arrives within so many milliseconds} */
    public boolean receives(String line, int milliseconds) {
        return get(() -> {
            socket.setSoTimeout(milliseconds);
            try {
                return line.equals(line());
            } catch (UncheckedIOException e) {
                if (e.getCause() instanceof SocketTimeoutException) {
                    return false;
                }
                throw e;
            } finally {
                socket.setSoTimeout(TIMEOUT_MS);
            }
        });
    }

    /** {@return all lines to the end of the stream, joined, or "reset"} */
    public String rest() {
        try {
            return String.join("\n", lines());
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof SocketException) {
                return "reset";
            }
            throw e;
        }
    }

    /** Plays a whole game, which proves that the connection is served. */
    public Peer playGame() {
        startGame();
        return send("REPORT Correct\nPARAMS 0 -1\n");
    }

    /** Requests the first guess of a game, and does not report on it. */
    public Peer startGame() {
        assertThat(send("PARAMS 7 7\nNUMBER\n").line()).isEqualTo("7");
        return this;
    }

    /** {@return whether the server replies instead of closing the connection} */
    public boolean isServed() {
        try {
            return "7".equals(send("PARAMS 7 7\nNUMBER\n").line());
        } catch (UncheckedIOException reset) {
            return false;
        }
    }

    /** Asserts that the server closes the connection without another line; closes this side. */
    public void assertClosed() {
        assertThat(lines()).isEmpty();
        close();
    }

    /** Asserts that the server closes the connection after one ERROR line with this code; closes this side. */
    public void assertClosedWithError(String code) {
        assertThat(lines()).singleElement().asString().startsWith("ERROR " + code + " ");
        close();
    }

    /** {@return address and port of this side, as the server logs them} */
    public String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    /** Closes the connection before the end of a {@code try} statement. */
    public void disconnect() {
        close();
    }

    /** Closes the connection with a reset. */
    public void reset() {
        run(() -> socket.setSoLinger(true, 0));
        close();
    }

    @Override
    public void close() {
        run(socket::close);
    }

    private interface Input<T> {
        T get() throws IOException;
    }

    private interface Output {
        void run() throws IOException;
    }

    private static <T> T get(Input<T> input) {
        try {
            return input.get();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(Output output) {
        get(() -> {
            output.run();
            return null;
        });
    }
}
