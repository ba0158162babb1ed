package dev.warmer.threads;

import dev.warmer.connection.CloseReason;
import dev.warmer.connection.Limits;
import dev.warmer.metrics.ConnectionMetrics;
import dev.warmer.protocol.ProtocolException;
import dev.warmer.protocol.Session;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * One peer's socket on its thread: bytes in, lines to the {@link Session}, replies out.
 *
 * <p>A peer that does not take its replies blocks the thread, and so nothing more is read from it. Times are kept from
 * outside, by a thread that calls {@link #tick} now and then; the lock keeps the two apart.
 */
final class Connection implements Runnable {
    private final PeerSocket socket;
    private final LineReader lines;
    private final Session session;
    private final ReplyWriter writer;
    private final ConnectionMetrics telemetry;
    private final Lock lock = new ReentrantLock();
    private final AtomicBoolean ending = new AtomicBoolean();
    private final Stall stall = new Stall();
    private final Farewell farewell;
    private final ServerHandshake handshake;
    /** Whether the server lets the games in progress go on, and has no other begin. */
    private final BooleanSupplier draining;

    private volatile long lastLine = System.nanoTime();

    Connection(
            PeerSocket socket,
            Session session,
            ConnectionMetrics telemetry,
            int maxLineLength,
            BooleanSupplier draining)
            throws IOException {
        this.socket = socket;
        this.session = session;
        this.telemetry = telemetry;
        this.draining = draining;
        lines = new LineReader(socket.input(), maxLineLength);
        writer = new ReplyWriter(socket, telemetry, stall);
        farewell = new Farewell(socket, stall);
        handshake = new ServerHandshake(socket, farewell, telemetry);
    }

    @Override
    public void run() {
        try (socket) {
            if (!handshake.isOn() || handshake.run()) {
                talk();
            }
        } catch (IOException reset) {
            telemetry.closing(CloseReason.RESET);
        } finally {
            closed();
        }
    }

    private void talk() throws IOException {
        while (next()) {
            // The work is in the asking.
        }
        if (farewell.isBegun()) {
            farewell.drop();
        } else if (socket.isTls()) {
            farewell.begin();
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
            writer.begin(lastLine);
            if (draining.getAsBoolean()) {
                session.drain();
            }
            boolean over = !session.receive(lines.bytes(), lines.start(), lines.end(), writer.replies());
            if (over || !lines.hasLine()) {
                writer.finish();
            } else {
                writer.goOn();
            }
            if (over) {
                leave();
            }
            leaveIfDrained();
            return !farewell.isBegun();
        } finally {
            lock.unlock();
        }
    }

    private void leave() throws IOException {
        if (!farewell.isBegun()) {
            farewell.begin();
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
        if (stall.lasts(now, limits.writeTimeout())) {
            telemetry.closing(CloseReason.STALLED);
            socket.reset();
        } else if (farewell.isBegun()) {
            farewell.tick(now);
        } else if (handshake.isOn()) {
            handshake.tick(now, limits.idleTimeout());
        } else if (isIdle(now, limits.idleTimeout())) {
            end(ProtocolException.idle(limits.idleTimeout().toMillis()), threads);
        } else if (draining.getAsBoolean()) {
            leaveUnlessPlaying(threads);
        }
    }

    /** Whoever is slow to take its replies can say nothing meanwhile. */
    private boolean isIdle(long now, Duration limit) {
        return !stall.isWriting() && now - lastLine >= limit.toNanos() && now - writer.lastWrite() >= limit.toNanos();
    }

    /** Ends the session if it is in no game. Must not wait, and TLS has a last word to say. */
    void leaveUnlessPlaying(ThreadFactory threads) throws IOException {
        if (!socket.isTls()) {
            leaveIfFree();
        } else if (!farewell.isBegun() && !handshake.isOn() && !session.isPlaying()) {
            aside(threads, this::leaveIfFree);
        }
    }

    private void leaveIfFree() throws IOException {
        if (lock.tryLock()) {
            try {
                if (writer.replies().isEmpty()) { // else its own thread is about to send, and leaves then
                    leaveIfDrained();
                }
            } finally {
                lock.unlock();
            }
        }
    }

    private void leaveIfDrained() throws IOException {
        if (draining.getAsBoolean() && !farewell.isBegun() && !session.isPlaying()) {
            telemetry.closing(CloseReason.DRAINED);
            session.close();
            writer.finish();
            leave();
        }
    }

    /** Gives no session to a peer that there is no room for; called by the connection's own thread, before all else. */
    void refuse(ProtocolException reason) {
        run(() -> end(reason));
    }

    /** Ends the session from outside, on a thread that may have to wait for the peer to take the last reply. */
    void end(ProtocolException reason, ThreadFactory threads) throws IOException {
        aside(threads, () -> end(reason));
    }

    private void aside(ThreadFactory threads, Task task) throws IOException {
        if (ending.compareAndSet(false, true)) {
            try {
                threads.newThread(() -> run(task)).start();
            } catch (OutOfMemoryError noThread) {
                // There is nobody to say a last word, and whoever keeps the time must not die of it.
                ending.set(false);
                telemetry.closing(CloseReason.INTERNAL);
                socket.reset();
            }
        }
    }

    private interface Task {
        void run() throws IOException;
    }

    private void run(Task task) {
        try {
            task.run();
        } catch (IOException reset) {
            telemetry.closing(CloseReason.RESET);
        } finally {
            ending.set(false);
        }
    }

    /** Ends the session with a last reply. */
    void end(ProtocolException reason) throws IOException {
        lock.lock();
        try {
            if (!farewell.isBegun()) {
                session.abort(reason, writer.replies());
                writer.finish();
                leave();
            }
        } finally {
            lock.unlock();
        }
    }
}
