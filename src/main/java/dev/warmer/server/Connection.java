package dev.warmer.server;

import dev.warmer.config.Limits;
import dev.warmer.net.HalfClose;
import dev.warmer.protocol.ProtocolException;
import dev.warmer.protocol.Reply;
import dev.warmer.protocol.Session;
import dev.warmer.telemetry.Closing;
import dev.warmer.telemetry.ConnectionTelemetry;
import dev.warmer.tls.TlsRecord;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;

/**
 * One peer's socket on its event loop: bytes in, lines to the {@link Session}, replies out.
 *
 * <p>The replies to one read leave in one write, so that a peer that pipelines costs a system call for each read, not
 * for each line. While the peer does not take its replies, nothing more is read from it.
 */
final class Connection {
    private final NetSocket socket;
    private final Session session;
    private final ConnectionTelemetry telemetry;
    private final RecordParser parser;
    private final Stall stall;
    private final Farewell farewell;
    /** The replies to the read in hand. */
    private Buffer replies = Buffer.buffer();
    /** Whether the last reply is given: what the peer sends from here on is dropped. */
    private boolean over;

    private boolean first = true;
    private boolean gotLine;
    private boolean draining;
    private boolean paused;
    private boolean inputEnded;
    private long lastLine = System.nanoTime();

    /**
     * Takes over the socket.
     *
     * <p>The parser is fed by hand. One that wraps the socket would take an unterminated last line for a line, and
     * resume the socket behind our back whenever we pause it.
     */
    Connection(Vertx vertx, NetSocket socket, Session session, ConnectionTelemetry telemetry, int maxLineLength) {
        this.socket = socket;
        this.session = session;
        this.telemetry = telemetry;
        stall = new Stall(socket);
        farewell = new Farewell(vertx, socket);
        parser = RecordParser.newDelimited("\n", this::line)
                .maxRecordSize(maxLineLength + 1) // one more for a CR that may come right before the LF
                .exceptionHandler(tooLong -> answer(session.abort(ProtocolException.lineTooLong(maxLineLength))));
        socket.handler(this::receive);
        socket.drainHandler(drained -> resume(vertx));
        socket.exceptionHandler(reset -> telemetry.closing(Closing.RESET));
        HalfClose.allow(socket, this::inputEnded);
    }

    /** Gives no session to a peer that there is no room for. */
    void refuse(ProtocolException reason) {
        answer(session.abort(reason));
        send();
    }

    /** Vert.x would log what is thrown here and leave the socket open. */
    private void receive(Buffer bytes) {
        try {
            read(bytes);
        } catch (RuntimeException | Error bug) {
            telemetry.closing(Closing.INTERNAL);
            socket.close();
            throw bug;
        }
    }

    private void read(Buffer bytes) {
        if (over) {
            farewell.drop(bytes);
            return;
        }
        long start = System.nanoTime();
        if (first && TlsRecord.begins(bytes.getByte(0))) {
            answer(session.abort(ProtocolException.unexpectedTls()));
        } else {
            parser.handle(bytes);
        }
        first = false;
        if (gotLine) {
            gotLine = false;
            lastLine = start;
        }
        boolean answered = replies.length() > 0;
        send();
        if (answered) {
            telemetry.answered(System.nanoTime() - start);
        }
    }

    private void line(Buffer line) {
        gotLine = true;
        answer(session.receive(line.getBytes(), 0, line.length()));
        if (draining && !session.isPlaying()) {
            end();
        }
    }

    private void answer(Reply reply) {
        replies.appendBytes(reply.bytes());
        over |= reply.isLast();
    }

    private void send() {
        if (replies.length() > 0) {
            stall.gave(replies.length());
            socket.write(replies);
            replies = Buffer.buffer();
        }
        if (over) {
            leave();
        } else if (socket.writeQueueFull()) {
            paused = true;
            socket.pause();
        }
    }

    private void resume(Vertx vertx) {
        if (!paused) {
            return;
        }
        paused = false;
        lastLine = System.nanoTime(); // while it took its replies, it could say nothing
        socket.resume();
        // What was held back is read before this runs, and may have paused the socket again.
        vertx.runOnContext(later -> leaveIfDone());
    }

    private void inputEnded() {
        inputEnded = true;
        leaveIfDone();
    }

    /** A peer that has closed its writing side still gets every reply; an unfinished last line is none. */
    private void leaveIfDone() {
        if (inputEnded && !paused) {
            over = true;
            socket.close();
        }
    }

    private void leave() {
        if (inputEnded) {
            socket.close();
        } else {
            farewell.begin();
        }
    }

    /** Ends the session without a word. */
    private void end() {
        telemetry.closing(Closing.DRAINED);
        session.close();
        over = true;
    }

    /** The socket is closed. */
    void closed() {
        session.close();
        telemetry.closed();
    }

    /** Looks after the connection's times; called now and then. */
    void tick(long now, Limits limits) {
        if (stall.lasts(now, limits.writeTimeout())) {
            telemetry.closing(Closing.STALLED);
            stall.drop();
        } else if (!over && !paused && now - lastLine >= limits.idleTimeout().toNanos()) {
            answer(session.abort(ProtocolException.idle(limits.idleTimeout().toMillis())));
            send();
        }
    }

    /** Lets the game in progress go on, and ends the session with it. */
    void drain() {
        draining = true;
        if (!over && !session.isPlaying()) {
            end();
            send();
        }
    }

    /** Ends the session, game or not. */
    void shutDown() {
        if (!over) {
            answer(session.abort(ProtocolException.shuttingDown()));
            send();
        }
    }
}
