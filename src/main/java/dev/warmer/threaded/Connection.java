package dev.warmer.threaded;

import dev.warmer.config.Limits;
import dev.warmer.protocol.ProtocolException;
import dev.warmer.protocol.Reply;
import dev.warmer.protocol.Session;
import dev.warmer.telemetry.Closing;
import dev.warmer.telemetry.ConnectionTelemetry;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One peer's socket on its thread: bytes in, lines to the {@link Session}, replies out.
 *
 * <p>The replies to one read leave in one write. A peer that does not take its replies blocks the thread, and so
 * nothing more is read from it. Times are kept from outside, by a thread that calls {@link #tick} now and then; the lock
 * keeps the two apart.
 */
final class Connection implements Runnable {
    private static final int LINGER_BYTES = 1 << 20;
    private static final long LINGER_NANOS = 2_000_000_000L;

    private final Socket socket;
    private final LineReader lines;
    private final OutputStream out;
    private final Session session;
    private final ConnectionTelemetry telemetry;
    private final Lock lock = new ReentrantLock();
    private final AtomicBoolean ending = new AtomicBoolean();
    private volatile boolean over;
    private volatile boolean draining;
    private volatile long lastLine = System.nanoTime();
    /** When the reply on its way out was begun; 0 while there is none. */
    private volatile long sending;
    /** When our side was closed; 0 before. */
    private volatile long left;
    /** When the first of the lines in hand was read; 0 while there is none. */
    private long received;
    /** Whether there is a reply to any of them. */
    private boolean replied;

    Connection(Socket socket, Session session, ConnectionTelemetry telemetry, int maxLineLength) throws IOException {
        this.socket = socket;
        this.session = session;
        this.telemetry = telemetry;
        lines = new LineReader(socket.getInputStream(), maxLineLength);
        out = new BufferedOutputStream(socket.getOutputStream());
    }

    @Override
    public void run() {
        try (socket) {
            while (next()) {
                // The work is in the asking.
            }
            drop();
        } catch (IOException reset) {
            telemetry.closing(Closing.RESET);
        } finally {
            closed();
        }
    }

    /** {@return whether there may be another line} The end of the stream ends all; an unfinished last line is none. */
    private boolean next() throws IOException {
        try {
            return lines.read() && answer();
        } catch (ProtocolException tooLong) {
            end(tooLong);
            return false;
        }
    }

    private boolean answer() throws IOException {
        lock.lock();
        try {
            lastLine = System.nanoTime();
            received = received == 0 ? lastLine : received;
            send(session.receive(lines.bytes(), lines.start(), lines.end()), !lines.hasLine());
            leaveIfDrained();
            return !over;
        } finally {
            lock.unlock();
        }
    }

    private void send(Reply reply, boolean flush) throws IOException {
        sending = System.nanoTime();
        out.write(reply.bytes());
        replied |= reply.bytes().length > 0;
        if (flush || reply.isLast()) {
            out.flush();
            answered();
        }
        sending = 0;
        if (reply.isLast()) {
            leave();
        }
    }

    private void answered() {
        if (replied && received != 0) {
            telemetry.answered(System.nanoTime() - received);
        }
        replied = false;
        received = 0;
    }

    private void leave() throws IOException {
        if (!over) {
            over = true;
            left = System.nanoTime();
            socket.shutdownOutput();
        }
    }

    /**
     * Lets the last reply arrive: a socket closed over unread input is reset, and the reset can overtake the reply. So
     * the peer's side is read and dropped for a while; {@link #tick} ends it.
     */
    private void drop() throws IOException {
        InputStream in = socket.getInputStream();
        byte[] dropped = new byte[8192];
        int rest = LINGER_BYTES;
        while (rest > 0) {
            int count = in.read(dropped);
            rest = count < 0 ? 0 : rest - count;
        }
    }

    private void closed() {
        lock.lock();
        try {
            session.close();
            telemetry.closed();
        } finally {
            lock.unlock();
        }
    }

    /** Looks after the connection's times; called now and then, and must not wait: a reply may never be taken. */
    void tick(long now, Limits limits, ThreadFactory threads) throws IOException {
        if (sending != 0 && now - sending >= limits.writeTimeout().toNanos()) {
            telemetry.closing(Closing.STALLED);
            socket.setSoLinger(true, 0);
            socket.close();
        } else if (over) {
            if (now - left >= LINGER_NANOS) {
                socket.close();
            }
        } else if (now - lastLine >= limits.idleTimeout().toNanos()) {
            end(ProtocolException.idle(limits.idleTimeout().toMillis()), threads);
        } else if (draining) {
            drain();
        }
    }

    /** Lets the game in progress go on, and ends the session with it. */
    void drain() throws IOException {
        draining = true;
        if (lock.tryLock()) {
            try {
                leaveIfDrained();
            } finally {
                lock.unlock();
            }
        }
    }

    private void leaveIfDrained() throws IOException {
        if (draining && !over && !session.isPlaying()) {
            telemetry.closing(Closing.DRAINED);
            session.close();
            leave();
        }
    }

    /** Ends the session from outside, on a thread that may have to wait for the peer to take the last reply. */
    void end(ProtocolException reason, ThreadFactory threads) {
        if (ending.compareAndSet(false, true)) {
            threads.newThread(() -> {
                        try {
                            end(reason);
                        } catch (IOException reset) {
                            telemetry.closing(Closing.RESET);
                        }
                    })
                    .start();
        }
    }

    /** Ends the session with a last reply. */
    void end(ProtocolException reason) throws IOException {
        lock.lock();
        try {
            if (!over) {
                send(session.abort(reason), true);
            }
        } finally {
            lock.unlock();
        }
    }
}
