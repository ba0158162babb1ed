package dev.warmer.threads;

import dev.warmer.config.Endpoint;
import dev.warmer.tls.TlsSockets;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/**
 * A client's socket, with or without TLS, whose reads must finish by a deadline, however many it takes. The deadline
 * holds for the bytes below TLS, hence for the handshake, too. For one thread, except {@link #abort()}.
 */
final class ClientSocket implements AutoCloseable {
    private final Socket tcp = new DeadlineSocket();
    private Socket stream = tcp;
    private long deadline;

    /** @param timeoutMs how many milliseconds connecting may take */
    void connect(InetSocketAddress address, int timeoutMs) throws IOException {
        tcp.setTcpNoDelay(true);
        tcp.connect(address, timeoutMs);
    }

    /**
     * Performs a TLS handshake and encrypts the connection.
     *
     * @param timeoutMs how many milliseconds the handshake may take
     * @throws SSLException if it fails, whatever the reason
     */
    void startTls(TlsSockets tls, Endpoint server, int timeoutMs) throws IOException {
        setDeadline(timeoutMs);
        SSLSocket secured = tls.client(tcp, server.host(), server.tls().orElseThrow());
        stream = secured;
        try {
            secured.startHandshake();
        } catch (SSLException e) {
            throw e;
        } catch (IOException e) {
            throw new SSLException("TLS handshake failed", e);
        }
    }

    boolean isTls() {
        return stream instanceof SSLSocket;
    }

    /** Sets how many milliseconds from now all reads may take together. */
    void setDeadline(long timeoutMs) {
        deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs);
    }

    InputStream input() throws IOException {
        return stream.getInputStream();
    }

    OutputStream output() throws IOException {
        return stream.getOutputStream();
    }

    void shutdownOutput() throws IOException {
        stream.shutdownOutput();
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }

    /** Closes the TCP connection without a TLS alert, which wakes a thread that reads. May be called from any thread. */
    void abort() throws IOException {
        tcp.close();
    }

    private final class DeadlineSocket extends Socket {
        @Override
        public InputStream getInputStream() throws IOException {
            return new FilterInputStream(super.getInputStream()) {
                @Override
                public int read(byte[] bytes, int offset, int length) throws IOException {
                    long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                    if (left <= 0) {
                        throw new SocketTimeoutException("deadline exceeded");
                    }
                    setSoTimeout(Math.toIntExact(left));
                    return super.read(bytes, offset, length);
                }
            };
        }
    }
}
