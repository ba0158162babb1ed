package dev.warmer.eventloop;

import dev.warmer.protocol.ProtocolException;
import dev.warmer.protocol.ReplyValidator;
import dev.warmer.tls.HandshakeFailure;
import dev.warmer.tls.TlsDetector;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;

/** What a server says on a connection: its lines, and in the end why there are no more. On the socket's event loop. */
public final class Replies {
    /** Who hears it. */
    public interface Listener {
        /** @param line the next line, without its LF */
        void replied(byte[] line);

        /**
         * No further line will come. Called once, before the socket is closed.
         *
         * @param reason why: the server left, or somebody has ended it
         */
        void ended(ProtocolException reason);
    }

    private final NetSocket socket;
    private final Listener listener;
    private final RecordParser parser;
    private boolean answered;
    private boolean ended;
    /** What went wrong with the connection; null as long as nothing did. */
    private Throwable lost;

    /** Takes the handlers of the socket. */
    public Replies(NetSocket socket, Listener listener) {
        this.socket = socket;
        this.listener = listener;
        parser = RecordParser.newDelimited("\n", this::line)
                .maxRecordSize(
                        ReplyValidator.MAX_LINE_LENGTH + 1) // one more for a CR that may come right before the LF
                .exceptionHandler(tooLong -> end(ProtocolException.lineTooLong(ReplyValidator.MAX_LINE_LENGTH)));
        socket.handler(this::read);
        socket.exceptionHandler(e -> lost = e);
        socket.closeHandler(closed -> end(closed()));
    }

    /** Hears no more, for this reason, and closes the socket. Has no effect when it has ended before. */
    public void end(ProtocolException reason) {
        if (!ended) {
            ended = true;
            // Before the close, so that whoever listens can still say that the game is over.
            listener.ended(reason);
            socket.close();
        }
    }

    private void read(Buffer bytes) {
        if (!answered && TlsDetector.looksLikeTls(bytes.getByte(0))) {
            end(ProtocolException.unexpectedTls());
        } else {
            parser.handle(bytes);
        }
        answered = true;
    }

    private void line(Buffer line) {
        if (!ended) {
            listener.replied(line.getBytes());
        }
    }

    private ProtocolException closed() {
        return answered
                ? ProtocolException.connectionClosed()
                : HandshakeFailure.diagnoseEarlyClose(socket.isSsl(), lost);
    }
}
