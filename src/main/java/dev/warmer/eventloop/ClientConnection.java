package dev.warmer.eventloop;

import dev.warmer.netty.HalfClose;
import dev.warmer.protocol.Command;
import dev.warmer.protocol.ErrorCode;
import dev.warmer.protocol.ProtocolException;
import dev.warmer.protocol.ReplyValidator;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;

/** The client's side of a socket, on its event loop. What is told waits for the next question and leaves with it. */
public final class ClientConnection implements Replies.Listener {
    /** How long to wait for a server that may not close its side at all, as the original on asyncio does not. */
    private static final long FAREWELL_MS = 1_000;

    /** So many lines may come unasked before the server is told off; they are held until somebody asks. */
    private static final int MAX_EARLY = 16;

    private final Vertx vertx;
    private final NetSocket socket;
    private final long replyTimeoutMs;
    private final Replies replies;
    private Buffer told = Buffer.buffer();
    private final Queue<byte[]> early = new ArrayDeque<>();
    /** Who waits for the next line; null if nobody does. */
    private Promise<byte[]> waiting;
    /** Why no further line will come; null as long as one may. */
    private ProtocolException end;

    /** @param replyTimeout how long to wait for each reply */
    public ClientConnection(Vertx vertx, NetSocket socket, Duration replyTimeout) {
        this.vertx = vertx;
        this.socket = socket;
        replyTimeoutMs = replyTimeout.toMillis();
        replies = new Replies(socket, this);
    }

    /** Says what needs no reply. */
    public void tell(Command command) {
        told.appendString(command + "\n");
    }

    /** {@return the next guess, or the {@link ProtocolException} that came of asking} */
    public Future<Long> ask(ReplyValidator guesses) {
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
                        line -> Future.failedFuture(ReplyValidator.unexpected(line, 0, line.length)),
                        silence -> isFarewell(silence) ? Future.succeededFuture() : Future.failedFuture(silence));
    }

    /** The games are played: whether the server takes its leave is its own affair. */
    private static boolean isFarewell(Throwable silence) {
        return silence instanceof ProtocolException violation
                && (violation.code() == ErrorCode.CONNECTION_CLOSED || violation.code() == ErrorCode.REPLY_TIMEOUT);
    }

    /** Sends what is still to be sent, as far as the server takes it. */
    public Future<Void> close() {
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

    @Override
    public void replied(byte[] line) {
        if (waiting != null) {
            Promise<byte[]> asker = waiting;
            waiting = null;
            asker.tryComplete(line);
        } else if (early.size() < MAX_EARLY) {
            early.add(line);
        } else {
            replies.end(ReplyValidator.unexpected(line, 0, line.length));
        }
    }

    @Override
    public void ended(ProtocolException reason) {
        end = reason;
        if (waiting != null) {
            waiting.tryFail(reason);
        }
    }
}
