package dev.warmer.client;

import dev.warmer.net.HalfClose;
import dev.warmer.protocol.Command;
import dev.warmer.protocol.ErrorCode;
import dev.warmer.protocol.GuessReader;
import dev.warmer.protocol.ProtocolException;
import dev.warmer.tls.TlsRecord;
import dev.warmer.tls.Unanswered;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;

/** The client's side of a socket, on its event loop. What is told waits for the next question and leaves with it. */
final class ClientConnection {
    /** How long to wait for a server that may not close its side at all, as the original on asyncio does not. */
    private static final long FAREWELL_MS = 1_000;

    /** So many lines may come unasked before the server is told off; they are held until somebody asks. */
    private static final int MAX_EARLY = 16;

    private final Vertx vertx;
    private final NetSocket socket;
    private final long replyTimeoutMs;
    private final RecordParser parser;
    private Buffer told = Buffer.buffer();
    private final Queue<byte[]> early = new ArrayDeque<>();
    private boolean answered;
    /** What went wrong with the connection; null as long as nothing did. */
    private Throwable lost;
    /** Who waits for the next line; null if nobody does. */
    private Promise<byte[]> waiting;
    /** Why no further line will come; null as long as one may. */
    private ProtocolException end;

    ClientConnection(Vertx vertx, NetSocket socket, Duration replyTimeout) {
        this.vertx = vertx;
        this.socket = socket;
        replyTimeoutMs = replyTimeout.toMillis();
        parser = RecordParser.newDelimited("\n", this::line)
                .maxRecordSize(GuessReader.MAX_LINE_LENGTH + 1) // one more for a CR that may come right before the LF
                .exceptionHandler(tooLong -> end(ProtocolException.lineTooLong(GuessReader.MAX_LINE_LENGTH)));
        socket.handler(this::read);
        socket.exceptionHandler(e -> lost = e);
        socket.closeHandler(closed -> end(closed()));
    }

    /** Says what needs no reply. */
    void tell(Command command) {
        told.appendString(command + "\n");
    }

    /** {@return the next guess, or the {@link ProtocolException} that came of asking} */
    Future<Long> ask(GuessReader guesses) {
        tell(Command.NUMBER);
        flush();
        return nextLine(replyTimeoutMs).map(line -> guesses.read(line, 0, line.length));
    }

    /**
     * Ends the session and waits for the server to do so, too.
     *
     * @return done, or the {@link ProtocolException} that the server's last word is
     */
    Future<Void> finish() {
        flush();
        HalfClose.shutdownOutput(socket);
        return nextLine(FAREWELL_MS)
                .compose(
                        line -> Future.failedFuture(GuessReader.unasked(line, 0, line.length)),
                        silence -> isFarewell(silence) ? Future.succeededFuture() : Future.failedFuture(silence));
    }

    /** The games are played: whether the server takes its leave is its own affair. */
    private static boolean isFarewell(Throwable silence) {
        return silence instanceof ProtocolException violation
                && (violation.code() == ErrorCode.CONNECTION_CLOSED || violation.code() == ErrorCode.REPLY_TIMEOUT);
    }

    /** Sends what is still to be sent, as far as the server takes it. */
    Future<Void> close() {
        flush();
        return socket.close();
    }

    private void flush() {
        if (told.length() > 0) {
            socket.write(told);
            told = Buffer.buffer();
        }
    }

    private Future<byte[]> nextLine(long timeoutMs) {
        if (!early.isEmpty()) {
            return Future.succeededFuture(early.remove());
        }
        if (end != null) {
            return Future.failedFuture(end);
        }
        // Not Future.timeout: without a context its timer fires on a thread of its own.
        Promise<byte[]> asker = Promise.promise();
        waiting = asker;
        long timer = vertx.setTimer(timeoutMs, late -> asker.tryFail(ProtocolException.replyTimeout(timeoutMs)));
        return asker.future().onComplete(done -> vertx.cancelTimer(timer));
    }

    private void read(Buffer bytes) {
        if (!answered && TlsRecord.begins(bytes.getByte(0))) {
            end(ProtocolException.unexpectedTls());
        } else {
            parser.handle(bytes);
        }
        answered = true;
    }

    private ProtocolException closed() {
        return answered ? ProtocolException.connectionClosed() : Unanswered.by(socket.isSsl(), lost);
    }

    private void line(Buffer line) {
        if (waiting != null) {
            Promise<byte[]> asker = waiting;
            waiting = null;
            asker.tryComplete(line.getBytes());
        } else if (early.size() < MAX_EARLY) {
            early.add(line.getBytes());
        } else {
            end(GuessReader.unasked(line.getBytes(), 0, line.length()));
        }
    }

    private void end(ProtocolException reason) {
        if (end == null) {
            end = reason;
        }
        if (waiting != null) {
            // Before the close, so that whoever waits can still say that the game is over.
            waiting.tryFail(end);
        }
        socket.close();
    }
}
