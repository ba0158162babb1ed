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

/** Forwards connections of clients to a server, and simulates faults of the network. */
final class Proxy implements AutoCloseable {
    private static final int TIMEOUT_SECONDS = 30;

    /** A fault of one direction. */
    enum Fault {
        /** Nothing. */
        NONE,
        /** Each byte is forwarded in a write of its own. */
        SPLIT,
        /** The first bytes, as many as configured, are forwarded in one write. */
        COALESCE,
        /** After so many bytes, both sides see the end of the stream. */
        CUT,
        /** After so many bytes, both sides see a reset. */
        RESET,
        /** After so many bytes, nothing is forwarded until it is {@link Proxy#release() released}. */
        HOLD
    }

    /**
     * A fault, and where it happens.
     *
     * @param after how many bytes are forwarded before it
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

    /** Waits until bytes are held. */
    void awaitHeld() throws InterruptedException {
        if (!held.await(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("no bytes to hold");
        }
    }

    /** Forwards the bytes that are held. */
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
            // By close().
        }
    }

    private void pump(Socket from, Socket to, At at) {
        try {
            forward(from.getInputStream(), to.getOutputStream(), at);
            if (at.fault() == Fault.CUT || at.fault() == Fault.RESET) {
                closeBoth(from, to, at.fault() == Fault.RESET);
            } else {
                to.shutdownOutput();
            }
        } catch (IOException closed) {
            closeBoth(from, to, true);
        }
    }

    private static void closeBoth(Socket from, Socket to, boolean reset) {
        for (Socket socket : new Socket[] {from, to}) {
            try (socket) {
                if (reset) {
                    socket.setSoLinger(true, 0);
                }
            } catch (IOException closed) {
                // Closed already.
            }
        }
    }

    /** Forwards bytes to the end of the stream, or up to the fault. */
    private void forward(InputStream in, OutputStream out, At at) throws IOException {
        boolean breaks = at.fault() == Fault.CUT || at.fault() == Fault.RESET;
        if (at.fault() == Fault.COALESCE) {
            out.write(in.readNBytes(at.after()));
        }
        byte[] bytes = new byte[8192];
        int forwarded = 0;
        while (!breaks || forwarded < at.after()) {
            int count = in.read(bytes, 0, breaks ? Math.min(bytes.length, at.after() - forwarded) : bytes.length);
            if (count < 0) {
                return;
            }
            if (at.fault() == Fault.HOLD && forwarded + count > at.after()) {
                hold();
            }
            write(out, Arrays.copyOf(bytes, count), at.fault());
            forwarded += count;
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
            if (!released.await(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
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
