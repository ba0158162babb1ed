package dev.warmer.web;

import dev.warmer.connection.CloseReason;
import dev.warmer.connection.ConnectionListener;
import dev.warmer.connection.OpenConnections;
import dev.warmer.connection.ServerConnection;
import dev.warmer.connection.ServerConnection.Action;
import dev.warmer.connection.ServerState;
import dev.warmer.netty.TcpChannel;
import dev.warmer.protocol.ProtocolException;
import dev.warmer.protocol.ReplyBuffer;
import dev.warmer.protocol.UntrustedText;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import java.io.IOException;

/**
 * A peer's WebSocket on its event loop: each message is a line for the {@link ServerConnection}, and each line of the
 * replies is a text message. While the peer does not take its replies, nothing more is read from it.
 */
final class PeerConnection implements OpenConnections.ManagedConnection {
    private static final short NORMAL = 1000;
    private static final short GOING_AWAY = 1001;

    private final ServerWebSocket socket;
    private final TcpChannel channel;
    private final ServerState server;
    private final ServerConnection connection;
    private final int maxMessageBytes;
    /** The frames of a message whose last one has not arrived. */
    private Buffer message = Buffer.buffer();

    private Action performed = Action.CONTINUE;
    /** How many bytes were written while the peer did not take them, and are not sent yet. */
    private int queued;

    private Runnable whenWritable = () -> {};

    /** @param channel the one beneath the socket */
    PeerConnection(ServerWebSocket socket, TcpChannel channel, ServerState server, ServerConnection connection) {
        this.socket = socket;
        this.channel = channel;
        this.server = server;
        this.connection = connection;
        maxMessageBytes = server.limits().maxLineLength() + 1; // one more for a CR, as at the end of a line
    }

    void start(OpenConnections open) {
        open.add(this);
        channel.readWhileWritable();
        socket.frameHandler(this::read)
                .exceptionHandler(this::failed)
                .shutdownHandler(stopping -> {}) // instead of Vert.x's, which closes it; check() does when it is due
                .closeHandler(closed -> {
                    connection.inputEnded();
                    connection.closed();
                    open.remove(this);
                });
        check(System.nanoTime()); // it may be refused, or the server may be stopping
    }

    /** Vert.x closes the connection. */
    private void failed(Throwable cause) {
        if (TcpChannel.isInvalidInput(cause)) {
            connection.listener().closing(CloseReason.VIOLATION, UntrustedText.excerpt(cause.getMessage()));
        }
        connection.failed(new IOException(cause));
    }

    private void read(WebSocketFrame frame) {
        if (!frame.isText() && !frame.isBinary() && !frame.isContinuation()) {
            return;
        }
        Buffer bytes = frame.binaryData();
        if (!connection.acceptsLines()) {
            connection.discarded(bytes.length());
            perform();
            return;
        }
        connection.readStarted(bytes.length(), System.nanoTime());
        message.appendBuffer(bytes);
        if (message.length() > maxMessageBytes) {
            connection.lineTooLong();
        } else if (frame.isFinal()) {
            line(message.getBytes());
            message = Buffer.buffer();
        }
        reply();
        connection.readCompleted();
    }

    private void line(byte[] bytes) {
        try {
            connection.line(bytes, 0, bytes.length);
        } catch (RuntimeException | Error e) {
            connection.failed(e);
        }
    }

    private void reply() {
        if (connection.hasReplies()) {
            ReplyBuffer replies = connection.replies();
            write(replies.toString(), replies.length());
            replies.clear();
        }
        perform();
    }

    private void write(String replies, int length) {
        Future<Void> sent = Future.succeededFuture();
        for (String line : replies.lines().toList()) {
            sent = socket.writeTextMessage(line);
        }
        connection.written(length, System.nanoTime());
        if (queued > 0 || !channel.isWritable()) {
            queue(sent, length);
        }
    }

    private void queue(Future<Void> sent, int length) {
        queued += length;
        connection.unsent(unsent(), System.nanoTime());
        sent.onSuccess(taken -> {
            queued -= length;
            connection.unsent(unsent(), System.nanoTime());
            if (queued == 0) {
                whenWritable.run();
            }
        });
    }

    /** Includes replies to pings, which Vert.x sends by itself. */
    private long unsent() {
        return Math.max(queued, channel.pendingBytes());
    }

    @Override
    public void check(long now) {
        connection.unsent(unsent(), now);
        connection.checkTime(now);
        reply();
    }

    /** Stops reading from the peer. */
    void pause() {
        channel.pause();
    }

    /** Reads on, as long as the peer takes its replies. */
    void resume() {
        channel.resume();
    }

    /** Sends a line that is not a reply of the session. {@return whether the peer takes more} */
    boolean send(String line) {
        write(line, line.length() + 1);
        perform();
        return queued == 0;
    }

    /** Has {@code action} run whenever the peer takes more, after it did not. */
    void whenWritable(Runnable action) {
        whenWritable = action;
    }

    /** Ends the session with an ERROR line. */
    void abort(ProtocolException reason) {
        connection.abort(reason);
        reply();
    }

    /** The session has ended. */
    void end(String detail) {
        connection.sessionEnded(CloseReason.UPSTREAM, detail);
        perform();
    }

    private void perform() {
        Action action = connection.action();
        if (action != performed) {
            performed = action;
            switch (action) {
                case LINGERING_CLOSE -> {
                    socket.close(server.isStopping() ? GOING_AWAY : NORMAL);
                    connection.outputClosed(System.nanoTime());
                }
                case CLOSE, RESET -> channel.reset(); // the peer had the time to answer the close
                case CONTINUE -> throw new IllegalStateException("a connection that ended cannot continue");
            }
        }
    }

    @Override
    public void reset() {
        channel.reset();
    }

    @Override
    public ConnectionListener listener() {
        return connection.listener();
    }
}
