package dev.warmer.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * One end of a raw TCP connection, played by hand. Text stands for bytes: one character is one byte. No wait is
 * endless.
 */
public final class Peer implements AutoCloseable {
    private static final int LIMIT_MS = 20_000;
    private static final int READ_BYTES = 1 << 16;

    private final Socket socket;
    private final InputStream in;

    Peer(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(LIMIT_MS);
        in = new BufferedInputStream(socket.getInputStream(), READ_BYTES);
    }

    /** Connects to a server on this machine. */
    public static Peer connect(int port) {
        return connect(new Socket(), port);
    }

    /** Connects with so little room for replies that the server soon notices when none is read. */
    public static Peer connectWithLittleRoom(int port) {
        Socket socket = new Socket();
        run(() -> socket.setReceiveBufferSize(4096));
        return connect(socket, port);
    }

    private static Peer connect(Socket socket, int port) {
        return get(() -> {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), LIMIT_MS);
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

    /** Sends on a thread of its own, since the other side may take it only once somebody reads what it answers. */
    public CompletableFuture<Void> sendMeanwhile(String text) {
        return CompletableFuture.runAsync(() -> send(text), Peer::onItsOwnThread);
    }

    /** The same, as much of it as the other side wants, which may be gone before it has all. */
    public CompletableFuture<Void> offerMeanwhile(String text) {
        return sendMeanwhile(text).exceptionally(gone -> null);
    }

    private static void onItsOwnThread(Runnable task) {
        new Thread(task, "peer").start();
    }

    /** Ends what this side sends; the other side may go on. */
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

    /** {@return all lines to the end of the stream} Waits for them on a thread of its own. */
    public CompletableFuture<List<String>> linesMeanwhile() {
        return CompletableFuture.supplyAsync(this::lines, Peer::onItsOwnThread);
    }

    /**
     * {@return what is here as soon as anything is, which is what the other side sent in one write} Looks without a
     * pause: a thread that sleeps until something comes may wake up to more.
     */
    public String read() {
        return get(() -> {
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LIMIT_MS);
            while (in.available() == 0 && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            return new String(in.readNBytes(in.available()), ISO_8859_1);
        });
    }

    /** {@return whether this line comes within so many milliseconds} */
    public boolean hears(String line, int milliseconds) {
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
                socket.setSoTimeout(LIMIT_MS);
            }
        });
    }

    /** {@return the rest of what the other side sends, however it leaves} */
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

    /** Leaves with a reset instead of an end. */
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
