package dev.warmer.threads;

import static jdk.net.ExtendedSocketOptions.TCP_QUICKACK;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import javax.net.ssl.SSLSocket;

/**
 * A peer's socket, and what is talked through: that socket itself, or TLS laid over it.
 *
 * @param tcp the socket, which takes no time to close
 * @param talk the same, or TLS over it, which must be ended by {@link #shutdownOutput()}, since it has a last word
 */
record PeerSocket(Socket tcp, Socket talk) implements Closeable {
    private static final boolean ACKNOWLEDGES = new Socket().supportedOptions().contains(TCP_QUICKACK);

    boolean isTls() {
        return talk instanceof SSLSocket;
    }

    /** Waits until both sides speak TLS, if they are to. */
    void shakeHands() throws IOException {
        if (talk instanceof SSLSocket tls) {
            tls.startHandshake();
        }
    }

    InputStream input() throws IOException {
        return talk.getInputStream();
    }

    OutputStream output() throws IOException {
        return talk.getOutputStream();
    }

    /**
     * Has the system acknowledge at once what was read, where there is no reply to do it with. A client that asks in two
     * writes, with Nagle's algorithm, would else wait some 40 ms before the second. The system forgets that it was told.
     */
    void acknowledge() throws IOException {
        if (ACKNOWLEDGES) {
            tcp.setOption(TCP_QUICKACK, true);
        }
    }

    /** Ends our stream. That of TLS has its own end, before TCP's; it may have to wait for room. */
    void shutdownOutput() throws IOException {
        if (isTls()) {
            talk.shutdownOutput();
        }
        tcp.shutdownOutput();
    }

    /** Closes it over what the peer has not taken. */
    void reset() throws IOException {
        tcp.setSoLinger(true, 0);
        tcp.close();
    }

    boolean isClosed() {
        return tcp.isClosed();
    }

    @Override
    public void close() throws IOException {
        tcp.close();
    }
}
