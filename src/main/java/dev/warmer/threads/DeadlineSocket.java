package dev.warmer.threads;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;

/**
 * A socket whose reads must finish by a deadline, however many it takes. TLS over it reads through it, so that the
 * deadline holds for a handshake and for TLS records, too. For one thread, except {@link #close()}.
 */
final class DeadlineSocket extends Socket {
    private long deadline;

    /** Sets how many milliseconds from now all reads may take together. */
    void setDeadline(long timeoutMs) {
        deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs);
    }

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
