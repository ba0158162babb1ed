package dev.warmer.threads;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.warmer.protocol.Command;
import dev.warmer.protocol.ProtocolException;
import dev.warmer.protocol.ReplyValidator;
import dev.warmer.tls.HandshakeFailure;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** The client's side of a connection: requests out, replies in. For one thread. */
final class ClientConnection implements AutoCloseable {
    /** How long to wait for the server to close; the original server on asyncio may never do. */
    private static final long CLOSE_TIMEOUT_MS = 1_000;

    private final ClientSocket socket;
    private final LineReader lines;
    private final OutputStream out;
    private final long replyTimeoutMs;

    /** @param replyTimeout how long to wait for each reply */
    ClientConnection(ClientSocket socket, Duration replyTimeout) throws IOException {
        this.socket = socket;
        replyTimeoutMs = replyTimeout.toMillis();
        lines = new LineReader(socket.input(), ReplyValidator.MAX_LINE_LENGTH);
        out = new BufferedOutputStream(socket.output());
    }

    /** Adds a command to those that are sent with the next request. */
    void enqueue(Command command) throws IOException {
        out.write((command + "\n").getBytes(US_ASCII));
    }

    /**
     * Requests a guess and waits for it.
     *
     * @throws ProtocolException if there is no valid reply
     */
    long request(ReplyValidator validator) throws IOException {
        enqueue(Command.NUMBER);
        nextLine();
        return validator.read(lines.bytes(), lines.start(), lines.end());
    }

    private void nextLine() {
        socket.setDeadline(replyTimeoutMs);
        try {
            out.flush();
            if (!lines.read()) {
                throw closeReason(null);
            }
        } catch (SocketTimeoutException e) {
            throw ProtocolException.replyTimeout(replyTimeoutMs);
        } catch (IOException e) {
            throw closeReason(e);
        }
    }

    private ProtocolException closeReason(IOException failure) {
        return lines.isFresh()
                ? HandshakeFailure.diagnoseEarlyClose(socket.isTls(), failure)
                : ProtocolException.connectionClosed();
    }

    /**
     * Ends the session and waits for a while for the server to close the connection.
     *
     * @throws ProtocolException if the server sends another line
     */
    void finish() {
        socket.setDeadline(CLOSE_TIMEOUT_MS);
        try {
            out.flush();
            socket.shutdownOutput();
            if (lines.read()) {
                throw ReplyValidator.unexpected(lines.bytes(), lines.start(), lines.end());
            }
        } catch (IOException timeoutOrReset) {
            // The games are over, so it does not matter whether, or how, the server closes.
        }
    }

    /** Sends what is enqueued, as far as the server receives it, and closes. */
    @Override
    public void close() throws IOException {
        try (socket) {
            out.flush();
        } catch (IOException e) {
            // The server does not receive it any more.
        }
    }
}
