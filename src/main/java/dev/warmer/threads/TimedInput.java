package dev.warmer.threads;

import java.io.FilterInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** A socket's input that must deliver by a deadline, however many reads it takes. For one thread. */
final class TimedInput extends FilterInputStream {
    private final Socket socket;
    private long deadline;

    TimedInput(Socket socket) throws IOException {
        super(socket.getInputStream());
        this.socket = socket;
    }

    /** Starts the clock. */
    void within(Duration limit) {
        deadline = System.nanoTime() + limit.toNanos();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
            throw new SocketTimeoutException("the deadline has passed");
        }
        socket.setSoTimeout(Math.toIntExact(left));
        return super.read(bytes, offset, length);
    }
}
