package dev.warmer.eventloop;

import dev.warmer.connection.CloseReason;
import dev.warmer.connection.Limits;
import dev.warmer.metrics.ConnectionMetrics;
import dev.warmer.netty.DirectSocket;
import dev.warmer.protocol.ProtocolException;
import dev.warmer.protocol.ReplyBuffer;
import dev.warmer.protocol.Session;
import dev.warmer.tls.TlsDetector;
import java.io.IOException;

/**
 * One peer's socket on its event loop: bytes in, lines to the {@link Session}, replies out.
 *
 * <p>The replies to one read leave in one write, so that a peer that pipelines costs a system call for each read, not
 * for each line. While the peer does not take its replies, nothing more is read from it.
 */
final class Connection implements DirectSocket.User, Framing.Lines {
    private final DirectSocket socket;
    private final Session session;
    /** Shared by the connections of the verticle, and empty when it is another's turn: each begins by clearing it. */
    private final ReplyBuffer replies;

    private final ConnectionMetrics telemetry;
    private final Framing framing;
    private final Stall stall;
    /** Lets the last reply arrive; null before it is given. */
    private Farewell farewell;
    /** Whether the last reply is given: what the peer sends from here on is dropped. */
    private boolean over;

    private boolean first = true;
    private boolean gotLine;
    private boolean draining;
    private boolean inputEnded;
    private long lastLine = System.nanoTime();

    Connection(
            DirectSocket socket, Session session, ReplyBuffer replies, ConnectionMetrics telemetry, int maxLineLength) {
        this.socket = socket;
        this.session = session;
        this.replies = replies;
        this.telemetry = telemetry;
        framing = new Framing(this, maxLineLength);
        stall = new Stall(socket);
    }

    /** Gives no session to a peer that there is no room for. */
    void refuse(ProtocolException reason) {
        leave(reason);
    }

    @Override
    public void read(byte[] bytes, int length) {
        if (over) {
            drop(length);
            return;
        }
        long start = System.nanoTime();
        replies.clear();
        try {
            take(bytes, length);
        } finally {
            answer(start); // what was due before a failure, too
        }
        if (over) {
            leave();
        }
    }

    private void take(byte[] bytes, int length) {
        if (first && TlsDetector.looksLikeTls(bytes[0])) {
            abort(ProtocolException.unexpectedTls());
        } else {
            framing.read(bytes, length);
        }
        first = false;
    }

    private void answer(long start) {
        boolean replied = send();
        if (gotLine) {
            gotLine = false;
            lastLine = start;
            answered(replied, start);
        }
    }

    private void answered(boolean replied, long start) {
        if (replied) {
            telemetry.answered(System.nanoTime() - start);
        }
    }

    @Override
    public void line(byte[] bytes, int from, int to) {
        gotLine = true;
        over |= !session.receive(bytes, from, to, replies);
        if (draining && !session.isPlaying()) {
            end();
        }
    }

    @Override
    public void tooLong(ProtocolException violation) {
        abort(violation);
    }

    @Override
    public boolean isOver() {
        return over;
    }

    private void abort(ProtocolException reason) {
        session.abort(reason, replies);
        over = true;
    }

    /**
     * Clears the buffer before its bytes are written, which it keeps: whoever hears that the write failed may have more
     * to say.
     *
     * @return whether there was any reply
     */
    private boolean send() {
        int length = replies.length();
        replies.clear();
        telemetry.countReceived();
        if (length > 0) {
            stall.gave(length);
            socket.write(replies.bytes(), length);
        }
        return length > 0;
    }

    @Override
    public void drained() {
        lastLine = System.nanoTime(); // while it took its replies, it could say nothing
    }

    /** A peer that has closed its writing side still gets every reply; an unfinished last line is none. */
    @Override
    public void inputEnded() {
        inputEnded = true;
        over = true;
        leave();
    }

    private void leave() {
        if (inputEnded) {
            socket.close();
        } else if (farewell == null) {
            farewell = new Farewell(socket);
        }
    }

    private void leave(ProtocolException reason) {
        tell(reason);
        leave();
    }

    /** Ends the session between two reads; what another one's, failing, has left behind is not for this peer. */
    private void tell(ProtocolException reason) {
        replies.clear();
        abort(reason);
        send();
    }

    private void drop(int length) {
        if (farewell != null) {
            farewell.drop(length);
        }
    }

    /** Ends the session without a word. */
    private void end() {
        telemetry.closing(CloseReason.DRAINED);
        session.close();
        over = true;
    }

    @Override
    public void failed(Throwable cause) {
        telemetry.broken(cause);
        if (!over && !(cause instanceof IOException)) {
            tell(ProtocolException.internal());
        }
    }

    /** The socket is closed. */
    void closed() {
        if (!over) {
            telemetry.closing(CloseReason.RESET); // nobody has said that it was over
        }
        session.close();
        telemetry.closed();
    }

    /** Looks after the connection's times; called now and then. */
    void tick(long now, Limits limits) {
        if (stall.lasts(now, limits.writeTimeout())) {
            telemetry.closing(CloseReason.STALLED);
            socket.reset();
        } else if (farewell != null) {
            farewell.tick(now);
        } else if (!over
                && socket.isWritable()
                && now - lastLine >= limits.idleTimeout().toNanos()) {
            leave(ProtocolException.idle(limits.idleTimeout().toMillis()));
        }
    }

    /** Lets the game in progress go on, and ends the session with it. */
    void drain() {
        draining = true;
        session.drain();
        if (!over && !session.isPlaying()) {
            end();
            leave();
        }
    }

    /** Ends the session, game or not. */
    void shutDown() {
        if (!over) {
            leave(ProtocolException.shuttingDown());
        }
    }
}
