package dev.warmer.await;

import dev.warmer.netty.RequestedInput;
import dev.warmer.netty.TcpChannel;
import dev.warmer.protocol.ReplyBuffer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.Queue;

/** A peer's socket, whose reads are requested one at a time, as those of a blocking socket. For the verticle's context. */
final class PeerSocket {
    /** What was read last. */
    byte[] bytes;

    private final NetSocket socket;
    private final TcpChannel channel;
    private final RequestedInput input;
    /** What arrived without a request. */
    private final Queue<Buffer> received = new ArrayDeque<>();

    /** The read that is requested; null if there is none. */
    private Promise<Integer> requested;

    /** The write that was begun last; null if there was none. */
    private Promise<Void> sending;

    private boolean inputEnded;
    /** Why the socket is of no use any more; null as long as it is. */
    private IOException failure;

    /** To be called in the connect handler. */
    PeerSocket(NetSocket socket) {
        this.socket = socket;
        channel = new TcpChannel(socket);
        socket.exceptionHandler(cause -> failed(toIoException(cause)))
                .closeHandler(closed -> failed(new ClosedChannelException()));
        input = new RequestedInput(socket, this::received, this::inputEnded);
    }

    /**
     * Reads into {@link #bytes}.
     *
     * @return how many bytes were read; 0 if the reader was woken, -1 at the end of the input
     */
    Future<Integer> read() {
        Promise<Integer> next = Promise.promise();
        requested = next;
        complete();
        if (requested != null) {
            input.request();
        }
        return next.future();
    }

    private void complete() {
        if (requested == null) {
            return;
        }
        if (!received.isEmpty()) {
            bytes = received.remove().getBytes();
            takeRequest().complete(bytes.length);
        } else if (failure != null) {
            takeRequest().fail(failure);
        } else if (inputEnded) {
            takeRequest().complete(-1);
        }
    }

    private Promise<Integer> takeRequest() {
        Promise<Integer> taken = requested;
        requested = null;
        return taken;
    }

    private void received(Buffer buffer) {
        received.add(buffer);
        complete();
    }

    private void inputEnded() {
        inputEnded = true;
        complete();
    }

    private void failed(IOException cause) {
        failure = failure == null ? cause : failure;
        if (sending != null) {
            sending.tryFail(failure);
        }
        complete();
    }

    /** Has a read that waits return 0. */
    void wake() {
        if (requested != null) {
            takeRequest().complete(0);
        }
    }

    /** Writes a copy of the replies, and clears them. {@return completed when the peer has taken enough of what waits for it} */
    Future<Void> write(ReplyBuffer replies) {
        int length = replies.length();
        Buffer copy = Buffer.buffer(length).appendBytes(replies.bytes(), 0, length);
        replies.clear();
        return unlessClosed(socket.write(copy));
    }

    /**
     * {@return the future, which fails with an {@link IOException}, and when the socket is closed} In Vert.x 5.0.12 a write
     * that overlaps with the close of its socket may never complete.
     */
    private Future<Void> unlessClosed(Future<Void> future) {
        Promise<Void> result = Promise.promise();
        sending = result;
        if (failure != null) {
            result.fail(failure);
        }
        future.onComplete(done -> result.tryComplete(), cause -> result.tryFail(toIoException(cause)));
        return result.future();
    }

    /** Vert.x has another exception for a socket that is closed. */
    private static IOException toIoException(Throwable cause) {
        return cause instanceof IOException e ? e : new IOException(cause);
    }

    /** See {@link TcpChannel#quickAck}. */
    void quickAck() {
        channel.quickAck();
    }

    /** Closes our side once everything is sent. */
    Future<Void> shutdownOutput() {
        return unlessClosed(TcpChannel.shutdownOutput(socket));
    }

    /** Closes the socket and drops what is unsent. */
    void reset() {
        channel.reset();
    }

    /** Closes the socket once everything is sent. {@return completed when it is closed, for whatever reason} */
    Future<Void> close() {
        return socket.close().otherwiseEmpty();
    }
}
