package dev.warmer.eventloop;

import dev.warmer.connection.ConnectionListener;
import dev.warmer.connection.Limits;
import dev.warmer.connection.OpenConnections;
import dev.warmer.connection.ServerConnection;
import dev.warmer.connection.ServerConnection.Action;
import dev.warmer.netty.TcpChannel;
import dev.warmer.protocol.ReplyBuffer;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;

/**
 * A peer's socket on its event loop: reads go through a {@link RecordParser} to the {@link ServerConnection}, and the
 * replies to one read leave in one write. While the peer does not take its replies, nothing more is read from it.
 */
final class PeerConnection implements OpenConnections.ManagedConnection {
    private final NetSocket socket;
    private final TcpChannel channel;
    private final ServerConnection connection;
    private final RecordParser parser;
    private final byte[] lineBytes;
    private Action performed = Action.CONTINUE;
    /** How many bytes were written while the peer did not take them, and are not sent yet. */
    private int queued;

    /** @param lineBytes an array that the connections of the event loop share, see {@link #bytes} */
    PeerConnection(NetSocket socket, ServerConnection connection, int maxLineLength, byte[] lineBytes) {
        this.socket = socket;
        this.connection = connection;
        this.lineBytes = lineBytes;
        channel = new TcpChannel(socket);
        // Not wrapped around the socket, since it would take an unterminated last line for a line.
        parser = RecordParser.newDelimited("\n", line -> connection.line(bytes(line), 0, line.length()))
                .maxRecordSize(maxLineLength + 1) // one more for a CR before the LF
                .exceptionHandler(tooLong -> connection.lineTooLong());
    }

    void start(OpenConnections open) {
        open.add(this);
        channel.inputEndHandler(this::inputEnded);
        socket.setWriteQueueMaxSize(Limits.MAX_UNSENT_BYTES)
                .handler(this::read)
                .exceptionHandler(this::failed)
                .closeHandler(closed -> {
                    connection.closed();
                    open.remove(this);
                });
        check(System.nanoTime()); // it may be refused, or the server may be stopping
    }

    /** {@return an array that begins with the line} A new array for each would be the third copy of it. */
    private byte[] bytes(Buffer line) {
        if (line.length() > lineBytes.length) {
            return line.getBytes();
        }
        line.getBytes(lineBytes);
        return lineBytes;
    }

    private void read(Buffer bytes) {
        if (!connection.acceptsLines()) {
            connection.discarded(bytes.length());
            perform();
            return;
        }
        connection.readStarted(bytes.getByte(0), bytes.length(), System.nanoTime());
        try {
            parser.handle(bytes);
        } catch (RuntimeException | Error e) {
            connection.failed(e);
        }
        if (!reply()) {
            channel.quickAck();
        }
        connection.readCompleted();
    }

    /** {@return whether there was anything to reply} */
    private boolean reply() {
        boolean replied = connection.hasReplies();
        if (replied) {
            write(connection.replies());
        }
        perform();
        return replied;
    }

    private void write(ReplyBuffer replies) {
        int length = replies.length();
        Future<Void> sent = socket.write(Buffer.buffer(length).appendBytes(replies.bytes(), 0, length));
        replies.clear();
        connection.written(length, System.nanoTime());
        if (queued > 0 || !channel.isWritable()) {
            queue(sent, length);
        }
    }

    /** The peer does not take its replies: stops reading until it has taken what is written from here on. */
    private void queue(Future<Void> sent, int length) {
        queued += length;
        channel.pause();
        connection.unsent(unsent(), System.nanoTime());
        sent.onSuccess(taken -> {
            queued -= length;
            connection.unsent(unsent(), System.nanoTime());
            if (queued == 0) {
                channel.resume();
            }
        });
    }

    private long unsent() {
        return Math.max(queued, channel.pendingBytes());
    }

    private void inputEnded() {
        connection.inputEnded();
        perform();
    }

    private void failed(Throwable cause) {
        connection.failed(cause);
        reply();
    }

    @Override
    public void check(long now) {
        connection.unsent(unsent(), now);
        connection.checkTime(now);
        reply();
    }

    private void perform() {
        Action action = connection.action();
        if (action != performed) {
            performed = action;
            switch (action) {
                case LINGERING_CLOSE ->
                    TcpChannel.shutdownOutput(socket)
                            .onComplete(
                                    closed -> connection.outputClosed(System.nanoTime()), failure -> socket.close());
                case CLOSE -> socket.close();
                case RESET -> channel.reset();
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
