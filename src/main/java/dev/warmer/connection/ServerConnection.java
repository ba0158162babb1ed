package dev.warmer.connection;

import dev.warmer.protocol.ProtocolException;
import dev.warmer.protocol.ReplyBuffer;
import dev.warmer.protocol.Session;
import java.io.IOException;

/**
 * The server's side of one connection, without I/O: a driver reports what happens on the socket and what time it is,
 * sends the {@linkplain #replies replies}, and does what {@link #action} says. Everything else about the life of a
 * connection is decided here, for all drivers.
 *
 * <p>For each read: {@link #readStarted}, {@link #line} for each line, {@link #hasReplies} and, once they are written,
 * {@link #written}. From time to time: {@link #checkTime}, which may leave replies as well. When the socket is closed:
 * {@link #closed}.
 *
 * <p>Times are nanoseconds of {@link System#nanoTime}. Not thread-safe: one thread at a time.
 */
public final class ServerConnection implements LineFramer.Handler {
    /** What the driver has to do after it has sent the replies. */
    public enum Action {
        /** Go on reading. */
        CONTINUE,
        /**
         * Close our side of the socket, report it by {@link #outputClosed}, and read and {@linkplain #discarded discard}
         * what the peer still sends, so that the last reply arrives.
         */
        LINGERING_CLOSE,
        /** Close the socket once the replies are sent. */
        CLOSE,
        /** Close the socket at once, and drop what is unsent. */
        RESET
    }

    private final ServerState server;
    private final Admission admission;
    private final Session session;
    private final ReplyBuffer replies;
    private final ConnectionListener listener;
    private final int maxLineLength;
    private final WriteProgress writeProgress;
    private final LingeringClose lingeringClose = new LingeringClose();

    private Action action = Action.CONTINUE;
    private boolean inputStarted;
    private boolean lineReceived;
    private boolean closed;
    private long readAt;
    /** When the idle time began: the last complete line, or later if replies kept the peer from sending one. */
    private long idleSince;

    ServerConnection(
            ServerState server,
            Admission admission,
            Session session,
            ReplyBuffer replies,
            ConnectionListener listener,
            long now) {
        this.server = server;
        this.admission = admission;
        this.replies = replies;
        this.listener = listener;
        this.session = session;
        maxLineLength = server.limits().maxLineLength();
        writeProgress = new WriteProgress(now);
        idleSince = now;
        admission.refusal().ifPresent(this::abort);
    }

    /**
     * Bytes were read from a TCP connection.
     *
     * @param first the first of them
     * @param count how many
     */
    public void readStarted(byte first, int count, long now) {
        readStarted(count, now);
        if (!inputStarted) {
            inputStarted = true;
            if (ProtocolException.isTlsRecord(first)) {
                abort(ProtocolException.unexpectedTls());
            }
        }
    }

    /** So many bytes were read from a connection that is known to carry the protocol. */
    public void readStarted(int count, long now) {
        readAt = now;
        lineReceived = false;
        replies.clear(); // of what a connection that shares the buffer could not send
        listener.bytesReceived(count);
    }

    @Override
    public void line(byte[] bytes, int from, int to) {
        if (action != Action.CONTINUE) {
            return;
        }
        lineReceived = true;
        if (server.isStopping()) {
            session.drain();
        }
        if (!session.receive(bytes, from, to, replies)) {
            closeLingering();
        } else if (server.isStopping()) {
            closeIfDrained();
        }
    }

    @Override
    public void lineTooLong() {
        if (action == Action.CONTINUE) {
            abort(ProtocolException.lineTooLong(maxLineLength));
        }
    }

    @Override
    public boolean acceptsLines() {
        return action == Action.CONTINUE;
    }

    /** The peer has closed its side. It still gets every reply; an unterminated last line is dropped. */
    public void inputEnded() {
        session.close();
        action = action == Action.RESET ? action : Action.CLOSE;
    }

    /**
     * {@return whether there are replies to send now} To be asked when the lines of a read are executed, and before the
     * replies are sent: a peer that has its reply may look at the counters.
     */
    public boolean hasReplies() {
        listener.linesReceived();
        return !replies.isEmpty();
    }

    /** {@return the replies to be sent; the driver clears them} */
    public ReplyBuffer replies() {
        return replies;
    }

    /** A write of replies begins that may block. */
    public void writing(long now) {
        writeProgress.block(now);
    }

    /** So many bytes of replies were handed to the socket, which may not have sent them yet. */
    public void written(int bytes, long now) {
        listener.bytesSent(bytes);
        if (writeProgress.written(bytes)) {
            idleSince = now; // the peer could not be expected to send meanwhile
        }
        if (lineReceived) {
            listener.repliesWritten(now - readAt);
        }
    }

    /** All of a read is done. */
    public void readCompleted() {
        if (lineReceived) {
            lineReceived = false;
            idleSince = readAt - idleSince > 0 ? readAt : idleSince;
        }
    }

    /**
     * Some of what was written is not sent, or is sent now.
     *
     * @param bytes how many bytes wait; 0 if none
     */
    public void unsent(long bytes, long now) {
        long before = writeProgress.unsent();
        if (closed || (bytes == 0 && before == 0)) {
            return;
        }
        writeProgress.unsent(bytes, now);
        boolean withinLimit = server.limiter().addUnsent(bytes - before);
        if (bytes == 0) {
            idleSince = now; // as above
        } else if (!withinLimit) {
            reset(
                    CloseReason.UNSENT_LIMIT,
                    "limit of all connections: " + server.limiter().maxUnsentBytes() + " bytes");
        }
    }

    /** {@return how many bytes wait to be sent, as far as was reported} */
    public long unsent() {
        return writeProgress.unsent();
    }

    /** The socket failed, or something unexpected happened in this server while the connection was served. */
    public void failed(Throwable cause) {
        if (cause instanceof IOException) {
            listener.closing(CloseReason.RESET, "");
            session.close();
            action = action == Action.RESET ? action : Action.CLOSE;
        } else {
            session.fail(cause, replies);
            closeLingering();
        }
    }

    /** The session has ended, and not by a line of the peer. Replies that were handed over before are sent. */
    public void sessionEnded(CloseReason reason, String detail) {
        listener.closing(reason, detail);
        session.close();
        closeLingering();
    }

    /** The TLS handshake failed, for a reason in one line. */
    public void handshakeFailed(String reason) {
        listener.closing(CloseReason.HANDSHAKE, reason);
        session.close();
        closeLingering();
    }

    /** Our side of the socket is closed: the peer can see the end of the replies. */
    public void outputClosed(long now) {
        lingeringClose.begin(now);
    }

    /** So many bytes that arrived after the end of the session were dropped. */
    public void discarded(int bytes) {
        if (lingeringClose.discard(bytes) && action == Action.LINGERING_CLOSE) {
            action = Action.CLOSE;
        }
    }

    /** Checks every timeout, and whether the server is stopping. */
    public void checkTime(long now) {
        if (!closed) {
            checkTime(now, server.limits());
        }
    }

    private void checkTime(long now, Limits limits) {
        if (writeProgress.isStalled(now, limits.writeTimeout())) {
            reset(
                    CloseReason.WRITE_TIMEOUT,
                    "no reply taken for " + limits.writeTimeout().toMillis() + " ms");
        } else if (action == Action.LINGERING_CLOSE && lingeringClose.isOver(now)) {
            action = Action.CLOSE;
        } else if (action == Action.CONTINUE) {
            checkOpen(now, limits);
        }
    }

    private void checkOpen(long now, Limits limits) {
        lineReceived = false; // a reply from here is not one to a line
        if (server.isStopping() && !session.isPlaying()) {
            replies.clear();
            closeIfDrained();
        } else if (server.isShuttingDown()) {
            abort(ProtocolException.shuttingDown());
        } else if (writeProgress.isFree()
                && now - idleSince >= limits.idleTimeout().toNanos()) {
            abort(ProtocolException.idle(limits.idleTimeout().toMillis()));
        }
    }

    /** {@return when the idle time began} */
    public long idleSince() {
        return idleSince;
    }

    /** {@return when the lingering close is over, once our side is closed} */
    public long lingeringDeadline() {
        return lingeringClose.deadline();
    }

    /** {@return whether a game is in progress} */
    public boolean isPlaying() {
        return session.isPlaying();
    }

    /** {@return the listener that is notified of what happens} */
    public ConnectionListener listener() {
        return listener;
    }

    /** {@return what the driver has to do next} */
    public Action action() {
        return action;
    }

    /** The socket is closed, for whatever reason. */
    public void closed() {
        if (closed) {
            return;
        }
        closed = true;
        if (action == Action.CONTINUE) {
            listener.closing(CloseReason.RESET, ""); // no end of input and no failure was reported
        }
        session.close();
        listener.closed();
        server.limiter().addUnsent(-writeProgress.unsent());
        admission.release();
    }

    private void closeIfDrained() {
        if (!session.isPlaying()) {
            listener.closing(CloseReason.DRAINED, "");
            session.close();
            closeLingering();
        }
    }

    /** Ends the session with an ERROR line, which is among the {@linkplain #replies replies} then. */
    public void abort(ProtocolException reason) {
        if (!lineReceived) {
            replies.clear();
        }
        session.abort(reason, replies);
        closeLingering();
    }

    private void closeLingering() {
        if (action == Action.CONTINUE) {
            action = Action.LINGERING_CLOSE;
        }
    }

    private void reset(CloseReason reason, String detail) {
        listener.closing(reason, detail);
        session.close();
        action = Action.RESET;
    }
}
