package dev.warmer.client;

import dev.warmer.protocol.ProtocolException;
import dev.warmer.protocol.ReplyValidator;
import dev.warmer.tls.HandshakeFailure;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;

/** The lines that a server sends on a connection, and why they end. For the socket's context. */
public final class ReplyStream {
    /** Receives the lines. */
    public interface Listener {
        /** @param line the next line, without its LF */
        void replied(byte[] line);

        /**
         * No further line follows, and the listener should close the socket. Called once.
         *
         * @param reason why: the server closed the connection, or {@link #end} was called
         */
        void ended(ProtocolException reason);
    }

    private final NetSocket socket;
    private final Listener listener;
    private final RecordParser parser;
    private boolean empty = true;
    private boolean ended;
    /** The last exception of the connection; null if there was none. */
    private Throwable failure;

    /** Sets the handlers of the socket. */
    public ReplyStream(NetSocket socket, Listener listener) {
        this.socket = socket;
        this.listener = listener;
        parser = RecordParser.newDelimited("\n", this::line)
                .maxRecordSize(ReplyValidator.MAX_LINE_LENGTH + 1) // one more for a CR directly before the LF
                .exceptionHandler(tooLong -> end(ProtocolException.lineTooLong(ReplyValidator.MAX_LINE_LENGTH)));
        socket.handler(this::read);
        socket.exceptionHandler(e -> failure = e);
        socket.closeHandler(closed -> end(closeReason()));
    }

    /** Ends the stream for this reason. Has no effect once it has ended. */
    public void end(ProtocolException reason) {
        if (!ended) {
            ended = true;
            listener.ended(reason);
        }
    }

    private void read(Buffer bytes) {
        if (empty && ProtocolException.isTlsRecord(bytes.getByte(0))) {
            end(ProtocolException.unexpectedTls());
        } else {
            parser.handle(bytes);
        }
        empty = false;
    }

    private void line(Buffer line) {
        if (!ended) {
            listener.replied(line.getBytes());
        }
    }

    private ProtocolException closeReason() {
        return empty
                ? HandshakeFailure.diagnoseEarlyClose(socket.isSsl(), failure)
                : ProtocolException.connectionClosed();
    }
}
