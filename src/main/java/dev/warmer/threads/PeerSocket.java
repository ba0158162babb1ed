package dev.warmer.threads;

import static jdk.net.ExtendedSocketOptions.TCP_QUICKACK;

import dev.warmer.config.TlsConfig.ServerTls;
import dev.warmer.connection.Limits;
import dev.warmer.connection.ServerState;
import dev.warmer.protocol.ReplyBuffer;
import dev.warmer.tls.TlsSockets;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLSocket;

/**
 * A peer's blocking socket, plaintext or TLS. One thread uses it; other threads may wake that thread from a read, and
 * reset the socket when it is blocked in anything else for too long.
 */
final class PeerSocket {
    private static final long NEVER = Long.MAX_VALUE;
    private static final long WOKEN = NEVER - 1;
    private static final boolean HAS_QUICK_ACK = new Socket().supportedOptions().contains(TCP_QUICKACK);

    /** What was read last. */
    final byte[] bytes = new byte[Limits.READ_BYTES];

    private final Socket tcp;
    private final Optional<TlsSockets> tls;
    private final Optional<ServerTls> tlsConfig;
    /** The same socket, or TLS over it. */
    private Socket stream;

    private final long start = System.nanoTime();
    /** Since when the thread is in a call that may block, except a read: nanoseconds since the start. */
    private volatile long blockedSince = NEVER;

    private volatile boolean shakingHands;
    /**
     * Since when the peer is idle, while the thread waits for its input: nanoseconds since the start. Whether the thread
     * has input or was woken is decided by the first that changes it.
     */
    private final AtomicLong idleSince = new AtomicLong(NEVER);

    /** Whether the thread waits for input, and no game is in progress. */
    private volatile boolean betweenGames;

    /** Whether the thread was woken, and has returned from its read. */
    private boolean inputEnded;

    private volatile boolean timedOut;
    private volatile boolean woken;

    /** @param tls layers TLS over the accepted socket; empty for plaintext */
    PeerSocket(Socket accepted, Optional<TlsSockets> tls, Optional<ServerTls> tlsConfig) {
        tcp = accepted;
        stream = accepted;
        this.tls = tls;
        this.tlsConfig = tlsConfig;
    }

    /**
     * To be called before the server listens: the JDK loads a native library for an option, and a process that is out of
     * file descriptors cannot load it, then or ever after.
     */
    static void initialize() {
        // Initializing the class is all there is to do.
    }

    boolean isTls() {
        return tls.isPresent();
    }

    /** To be called first, by the thread of the connection: the peer may have reset it. */
    void configure() throws IOException {
        tcp.setTcpNoDelay(true);
        tcp.setSendBufferSize(Limits.SEND_BUFFER_BYTES);
    }

    void shakeHands() throws IOException {
        if (tls.isPresent()) {
            shakingHands = true;
            block();
            try {
                SSLSocket layered = tls.get().server(tcp, tlsConfig.orElseThrow());
                stream = layered;
                layered.startHandshake();
            } catch (IOException e) {
                throw timedOut ? new SocketTimeoutException(e.getMessage()) : e;
            }
            unblock();
            shakingHands = false;
        }
    }

    /**
     * Reads into {@link #bytes}. Without a timeout, which would double the CPU time of a read: the JDK then polls before
     * it reads.
     *
     * @param idle since when the peer is idle, by {@link System#nanoTime}
     * @param playing whether a game is in progress, which a stop of the server does not interrupt
     * @return how many bytes were read; 0 once the thread was woken, which ends the input; -1 at the end of the input
     */
    int read(long idle, boolean playing) throws IOException {
        if (inputEnded) {
            return -1;
        }
        betweenGames = !playing;
        idleSince.set(idle - start);
        try {
            InputStream in = stream.getInputStream();
            int count = in.read(bytes);
            return endWait() ? 0 : count;
        } catch (IOException e) {
            if (endWait()) {
                return 0; // TLS calls the end of the input beneath it a failure
            }
            throw e;
        }
    }

    /** {@return whether the thread was woken} */
    private boolean endWait() {
        betweenGames = false;
        inputEnded = idleSince.getAndSet(NEVER) == WOKEN || woken;
        return inputEnded;
    }

    /**
     * Reads below TLS, where what is read is not wanted any more. A thread that was woken cannot read, and only waits.
     *
     * @param nanos how long to wait
     * @return how many bytes were read; 0 if none arrived in time, -1 at the end of the input
     */
    int readRaw(long nanos) throws IOException {
        if (woken) {
            LockSupport.parkNanos(nanos);
            return 0;
        }
        tcp.setSoTimeout((int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos) + 1));
        try {
            InputStream in = tcp.getInputStream();
            return in.read(bytes);
        } catch (SocketTimeoutException e) {
            return 0;
        }
    }

    /** Writes the replies, and clears them. */
    void write(ReplyBuffer replies) throws IOException {
        block();
        stream.getOutputStream().write(replies.bytes(), 0, replies.length());
        unblock();
        replies.clear();
    }

    /**
     * Has the kernel acknowledge what was read, when there is no reply to do so. A client that sends two writes with
     * Nagle's algorithm would otherwise wait some 40 ms before the second. The kernel forgets the option after a while.
     */
    void quickAck() throws IOException {
        if (HAS_QUICK_ACK) {
            tcp.setOption(TCP_QUICKACK, true);
        }
    }

    /** Closes our side: of TLS, unless its handshake failed, which may block, and of TCP. */
    void shutdownOutput() throws IOException {
        block();
        if (stream instanceof SSLSocket tls && tls.getSession().isValid()) {
            tls.shutdownOutput();
        }
        tcp.shutdownOutput();
        unblock();
    }

    private void block() {
        blockedSince = System.nanoTime() - start;
    }

    private void unblock() {
        blockedSince = NEVER;
    }

    /**
     * Resets the socket if its thread is blocked for too long, and wakes the thread if its peer is idle for too long or
     * the server is stopping. Called by another thread; does not block.
     */
    void check(long now, ServerState server) {
        Limits limits = server.limits();
        long time = Math.max(0, now - start); // a socket may be newer than the time: below 0, NEVER would overflow
        Duration limit = shakingHands ? limits.handshakeTimeout() : limits.writeTimeout();
        if (time - blockedSince >= limit.toNanos()) {
            timedOut = true;
            reset();
        }
        long idle = idleSince.get();
        if (time - idle >= limits.idleTimeout().toNanos() && idleSince.compareAndSet(idle, WOKEN)) {
            wake();
        }
        if (server.isShuttingDown() || (server.isStopping() && betweenGames)) {
            wake();
        }
    }

    /** {@return whether the socket was reset since its thread was blocked for too long} */
    boolean isTimedOut() {
        return timedOut;
    }

    /** Makes the thread return from a read, and find no more input. Called by another thread; does not block. */
    void wake() {
        try {
            woken = true;
            tcp.shutdownInput();
        } catch (IOException closed) {
            // Then the thread is awake.
        }
    }

    /** Closes the socket and drops what is unsent. */
    void reset() {
        try {
            tcp.setSoLinger(true, 0);
        } catch (IOException closed) {
            // Then there is nothing to drop.
        }
        close();
    }

    void close() {
        close(tcp);
    }

    static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is of no use any more.
        }
    }
}
