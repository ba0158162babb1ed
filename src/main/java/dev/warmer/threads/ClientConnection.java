package dev.warmer.threads;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.warmer.connection.LineFramer;
import dev.warmer.protocol.Command;
import dev.warmer.protocol.ErrorCode;
import dev.warmer.protocol.ProtocolException;
import dev.warmer.protocol.ReplyValidator;
import dev.warmer.tls.HandshakeFailure;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import javax.net.ssl.SSLSocket;

/** The client's side of a connection: requests out, replies in. For one thread. */
final class ClientConnection implements LineFramer.Handler, AutoCloseable {
    /** How long to wait for the server to close; the original server on asyncio may never do. */
    private static final long CLOSE_TIMEOUT_MS = 1_000;

    private final DeadlineSocket tcp;
    /** The same socket, or TLS over it. */
    private final Socket stream;

    private final long replyTimeoutMs;
    private final InputStream in;
    private final OutputStream out;
    private final LineFramer framer = new LineFramer(this, ReplyValidator.MAX_LINE_LENGTH);
    /** Shorter than a line that is too long, so that the framer meets the end of such a line in another read. */
    private final byte[] bytes = new byte[ReplyValidator.MAX_LINE_LENGTH];
    /** The lines that have arrived and are not requested yet. */
    private final Queue<byte[]> lines = new ArrayDeque<>();

    private boolean empty = true;
    /** Why no further line follows; null as long as one may. */
    private ProtocolException end;

    /**
     * @param tcp the connected socket
     * @param stream the same, or a TLS socket over it
     * @param replyTimeout how long to wait for each reply
     */
    ClientConnection(DeadlineSocket tcp, Socket stream, Duration replyTimeout) throws IOException {
        this.tcp = tcp;
        this.stream = stream;
        replyTimeoutMs = replyTimeout.toMillis();
        in = stream.getInputStream();
        out = new BufferedOutputStream(stream.getOutputStream());
    }

    /** Adds a command to those that are sent with the next request. */
    void enqueue(Command command) throws IOException {
        out.write((command + "\n").getBytes(US_ASCII));
    }

    /** Requests a guess. {@return the guess} @throws ProtocolException if there is no valid reply */
    long request(ReplyValidator validator) throws IOException {
        enqueue(Command.NUMBER);
        byte[] line = nextLine(replyTimeoutMs);
        return validator.read(line, 0, line.length);
    }

    /**
     * Ends the session and waits for a while for the server to close the connection.
     *
     * @throws ProtocolException if the server sends another line
     */
    void finish() {
        try {
            out.flush();
            stream.shutdownOutput();
            byte[] line = nextLine(CLOSE_TIMEOUT_MS);
            throw ReplyValidator.unexpected(line, 0, line.length);
        } catch (ProtocolException e) {
            if (!isEnd(e)) {
                throw e;
            }
        } catch (IOException reset) {
            // The server has closed.
        }
    }

    /** The games are over, so it does not matter whether, or how, the server closes. */
    private static boolean isEnd(ProtocolException violation) {
        return violation.code() == ErrorCode.CONNECTION_CLOSED || violation.code() == ErrorCode.REPLY_TIMEOUT;
    }

    /** Sends what is enqueued, as far as the server receives it, and closes. */
    @Override
    public void close() throws IOException {
        try (stream) {
            out.flush();
        } catch (IOException e) {
            // The server does not receive it any more.
        }
    }

    private byte[] nextLine(long timeoutMs) {
        tcp.setDeadline(timeoutMs);
        try {
            out.flush();
            while (lines.isEmpty() && end == null) {
                read(in.read(bytes));
            }
        } catch (SocketTimeoutException e) {
            throw ProtocolException.replyTimeout(timeoutMs);
        } catch (IOException e) {
            throw closeReason(e);
        }
        if (lines.isEmpty()) {
            throw end;
        }
        return lines.remove();
    }

    private void read(int count) {
        if (count < 0) {
            end = closeReason(null);
        } else if (empty && ProtocolException.isTlsRecord(bytes[0])) {
            end = ProtocolException.unexpectedTls();
        } else {
            framer.read(bytes, count);
        }
        empty = false;
    }

    private ProtocolException closeReason(IOException failure) {
        return empty
                ? HandshakeFailure.diagnoseEarlyClose(stream instanceof SSLSocket, failure)
                : ProtocolException.connectionClosed();
    }

    @Override
    public void line(byte[] read, int from, int to) {
        lines.add(Arrays.copyOfRange(read, from, to));
    }

    @Override
    public void lineTooLong() {
        end = ProtocolException.lineTooLong(ReplyValidator.MAX_LINE_LENGTH);
    }

    @Override
    public boolean acceptsLines() {
        return end == null;
    }
}
