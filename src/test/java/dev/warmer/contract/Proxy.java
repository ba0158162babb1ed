package dev.warmer.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Stands between clients and a server, as a bad network does. */
final class Proxy implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 30;

    /** What happens to what passes. */
    enum Fault {
        /** Nothing. */
        NONE,
        /** Each byte leaves in a write of its own. */
        SPLIT,
        /** The first so many bytes leave in one write, however they come. */
        COALESCE,
        /** After so many bytes, both sides see the end of the stream. */
        CUT,
        /** After so many bytes, both sides see a reset. */
        RESET,
        /** After so many bytes, nothing passes until it is {@link Proxy#release() released}. */
        HOLD
    }

    /**
     * A fault in one direction.
     *
     * @param fault what happens
     * @param after how many bytes pass before it does
     */
    record At(Fault fault, int after) {
        static final At NOWHERE = new At(Fault.NONE, 0);
    }

    private final ServerSocket listener;
    private final int target;
    private final At toServer;
    private final At toClient;
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    Proxy(int target, At toServer, At toClient) throws IOException {
        this.target = target;
        this.toServer = toServer;
        this.toClient = toClient;
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Waits until it holds something back. */
    void awaitHeld() throws InterruptedException {
        if (!held.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("nothing to hold came");
        }
    }

    /** Lets what it holds back pass. */
    void release() {
        released.countDown();
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                start(() -> pump(client, server, toServer));
                start(() -> pump(server, client, toClient));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void pump(Socket from, Socket to, At at) {
        try {
            pass(from.getInputStream(), to.getOutputStream(), at);
            if (at.fault() == Fault.CUT || at.fault() == Fault.RESET) {
                leave(from, to, at.fault() == Fault.RESET);
            } else {
                to.shutdownOutput();
            }
        } catch (IOException gone) {
            leave(from, to, true);
        }
    }

    private static void leave(Socket from, Socket to, boolean reset) {
        for (Socket socket : new Socket[] {from, to}) {
            try (socket) {
                if (reset) {
                    socket.setSoLinger(true, 0);
                }
            } catch (IOException gone) {
                // So it is closed.
            }
        }
    }

    /** Passes on what comes until the end of the stream, or the byte after which the connection is to break. */
    private void pass(InputStream in, OutputStream out, At at) throws IOException {
        boolean breaks = at.fault() == Fault.CUT || at.fault() == Fault.RESET;
        if (at.fault() == Fault.COALESCE) {
            out.write(in.readNBytes(at.after()));
        }
        byte[] bytes = new byte[8192];
        int passed = 0;
        while (!breaks || passed < at.after()) {
            int count = in.read(bytes, 0, breaks ? Math.min(bytes.length, at.after() - passed) : bytes.length);
            if (count < 0) {
                return;
            }
            if (at.fault() == Fault.HOLD && passed + count > at.after()) {
                hold();
            }
            write(out, Arrays.copyOf(bytes, count), at.fault());
            passed += count;
        }
    }

    private static void write(OutputStream out, byte[] bytes, Fault fault) throws IOException {
        if (fault == Fault.SPLIT) {
            for (byte one : bytes) {
                out.write(one);
            }
        } else {
            out.write(bytes);
        }
    }

    private void hold() {
        held.countDown();
        try {
            if (!released.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new UncheckedIOException(new IOException("never released"));
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        release();
    }
}
