package dev.warmer.client;

import dev.warmer.netty.TcpChannel;
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

/** The client's side of a connection: requests out, replies in. For the socket's context. */
public final class ClientConnection implements ReplyStream.Listener {
    /** How long to wait for the server to close; the original server on asyncio may never do. */
    private static final long CLOSE_TIMEOUT_MS = 1_000;

    /** How many lines may arrive before they are requested; they are kept for the next requests. */
    private static final int MAX_UNEXPECTED_LINES = 16;

    private final Vertx vertx;
    private final NetSocket socket;
    private final long replyTimeoutMs;
    private final ReplyStream replies;
    private final Queue<byte[]> unexpectedLines = new ArrayDeque<>();
    private Buffer out = Buffer.buffer();
    /** Completes with the next line; null if none is awaited. */
    private Promise<byte[]> awaited;
    /** Why no further line follows; null as long as one may. */
    private ProtocolException end;

    /** @param replyTimeout how long to wait for each reply */
    public ClientConnection(Vertx vertx, NetSocket socket, Duration replyTimeout) {
        this.vertx = vertx;
        this.socket = socket;
        replyTimeoutMs = replyTimeout.toMillis();
        replies = new ReplyStream(socket, this);
    }

    /** Adds a command to those that are sent with the next request. */
    public void enqueue(Command command) {
        out.appendString(command + "\n");
    }

    /** Requests a guess. {@return the guess, or a {@link ProtocolException} if there is no valid reply} */
    public Future<Long> request(ReplyValidator validator) {
        enqueue(Command.NUMBER);
        flush();
        return nextLine(replyTimeoutMs).map(line -> validator.read(line, 0, line.length));
    }

    /**
     * Ends the session and waits for a while for the server to close the connection.
     *
     * @return done, or a {@link ProtocolException} if the server sends another line
     */
    public Future<Void> finish() {
        flush();
        TcpChannel.shutdownOutput(socket);
        return nextLine(CLOSE_TIMEOUT_MS)
                .compose(
                        line -> Future.failedFuture(ReplyValidator.unexpected(line, 0, line.length)),
                        failure -> isEnd(failure) ? Future.succeededFuture() : Future.failedFuture(failure));
    }

    /** The games are over, so it does not matter whether, or how, the server closes. */
    private static boolean isEnd(Throwable failure) {
        return failure instanceof ProtocolException violation
                && (violation.code() == ErrorCode.CONNECTION_CLOSED || violation.code() == ErrorCode.REPLY_TIMEOUT);
    }

    /** Sends what is enqueued, as far as the server receives it, and closes. */
    public Future<Void> close() {
        flush();
        return socket.close();
    }

    private void flush() {
        if (out.length() > 0) {
            socket.write(out);
            out = Buffer.buffer();
        }
    }

    private Future<byte[]> nextLine(long timeoutMs) {
        if (!unexpectedLines.isEmpty()) {
            return Future.succeededFuture(unexpectedLines.remove());
        }
        if (end != null) {
            return Future.failedFuture(end);
        }
        // Not Future.timeout: without a context its timer fires on a thread of its own.
        Promise<byte[]> line = Promise.promise();
        awaited = line;
        long timer = vertx.setTimer(timeoutMs, passed -> line.tryFail(ProtocolException.replyTimeout(timeoutMs)));
        return line.future().onComplete(done -> vertx.cancelTimer(timer));
    }

    @Override
    public void replied(byte[] line) {
        if (awaited != null) {
            Promise<byte[]> next = awaited;
            awaited = null;
            next.tryComplete(line);
        } else if (unexpectedLines.size() < MAX_UNEXPECTED_LINES) {
            unexpectedLines.add(line);
        } else {
            replies.end(ReplyValidator.unexpected(line, 0, line.length));
        }
    }

    @Override
    public void ended(ProtocolException reason) {
        end = reason;
        if (awaited != null) {
            awaited.tryFail(reason);
        }
    }
}
