package dev.warmer.threaded;

import dev.warmer.config.Limits;
import dev.warmer.protocol.ProtocolException;
import dev.warmer.protocol.Reply;
import dev.warmer.protocol.Session;
import dev.warmer.telemetry.Closing;
import dev.warmer.telemetry.ConnectionTelemetry;
import dev.warmer.tls.HandshakeFailure;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
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
    private static final long LINGER_NANOS = 2_000_000_000L;

    private final PeerSocket socket;
    private final LineReader lines;
    private final OutputStream out;
    private final Session session;
    private final ConnectionTelemetry telemetry;
    private final Lock lock = new ReentrantLock();
    private final AtomicBoolean ending = new AtomicBoolean();
    private volatile boolean handshaking;
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

    Connection(PeerSocket socket, Session session, ConnectionTelemetry telemetry, int maxLineLength)
            throws IOException {
        this.socket = socket;
        this.session = session;
        this.telemetry = telemetry;
        lines = new LineReader(socket.input(), maxLineLength);
        out = new BufferedOutputStream(socket.output());
        handshaking = socket.isTls();
    }

    @Override
    public void run() {
        try (socket) {
            if (shakeHands()) {
                talk();
            }
        } catch (IOException reset) {
            telemetry.closing(Closing.RESET);
        } finally {
            closed();
        }
    }

    /** {@return whether the peer speaks TLS, if it has to} One that does not is told so, in an alert. */
    private boolean shakeHands() throws IOException {
        try {
            socket.shakeHands();
            handshaking = false;
            return true;
        } catch (IOException e) {
            if (!socket.isClosed()) {
                telemetry.handshakeFailed(HandshakeFailure.describe(e));
            }
            leave(socket.tcp()::shutdownOutput);
            socket.drop();
            return false;
        }
    }

    private void talk() throws IOException {
        while (next()) {
            // The work is in the asking.
        }
        if (over) {
            socket.drop();
        } else if (socket.isTls()) {
            leave();
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
            leave(socket::shutdownOutput);
        }
    }

    private void leave(Task shutdown) throws IOException {
        over = true;
        sending = System.nanoTime();
        try {
            shutdown.run();
        } finally {
            sending = 0;
            left = System.nanoTime();
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
            socket.reset();
        } else if (over) {
            if (left != 0 && now - left >= LINGER_NANOS) {
                socket.close();
            }
        } else if (handshaking) {
            if (now - lastLine >= limits.idleTimeout().toNanos()) {
                telemetry.handshakeFailed("the other side took too long");
                socket.close();
            }
        } else if (sending == 0 && now - lastLine >= limits.idleTimeout().toNanos()) {
            end(ProtocolException.idle(limits.idleTimeout().toMillis()), threads);
        } else if (draining) {
            drain(threads);
        }
    }

    /** Lets the game in progress go on, and ends the session with it. Must not wait, and TLS has a last word to say. */
    void drain(ThreadFactory threads) throws IOException {
        draining = true;
        if (!socket.isTls()) {
            leaveIfFree();
        } else if (!over && !handshaking && !session.isPlaying()) {
            aside(threads, this::leaveIfFree);
        }
    }

    private void leaveIfFree() throws IOException {
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

    /** Gives no session to a peer that there is no room for; called by the connection's own thread, before all else. */
    void refuse(ProtocolException reason) {
        run(() -> end(reason));
    }

    /** Ends the session from outside, on a thread that may have to wait for the peer to take the last reply. */
    void end(ProtocolException reason, ThreadFactory threads) {
        aside(threads, () -> end(reason));
    }

    private void aside(ThreadFactory threads, Task task) {
        if (ending.compareAndSet(false, true)) {
            threads.newThread(() -> run(task)).start();
        }
    }

    private interface Task {
        void run() throws IOException;
    }

    private void run(Task task) {
        try {
            task.run();
        } catch (IOException reset) {
            telemetry.closing(Closing.RESET);
        } finally {
            ending.set(false);
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
