package dev.warmer.threads;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.warmer.protocol.Command;
import dev.warmer.protocol.ProtocolException;
import dev.warmer.protocol.ReplyValidator;
import dev.warmer.tls.HandshakeFailure;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import javax.net.ssl.SSLSocket;

/** The client's side of a socket, for one thread. What is told waits for the next question and leaves with it. */
final class ClientConnection implements AutoCloseable {
    /** How long to wait for a server that may not close its side at all, as the original on asyncio does not. */
    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private final Socket socket;
    private final TimedInput in;
    private final LineReader lines;
    private final OutputStream out;
    private final Duration replyTimeout;
    /** What went wrong with the connection; null as long as nothing did. */
    private IOException lost;

    ClientConnection(Socket socket, Duration replyTimeout) throws IOException {
        this.socket = socket;
        this.replyTimeout = replyTimeout;
        socket.setTcpNoDelay(true);
        in = new TimedInput(socket);
        lines = new LineReader(in, ReplyValidator.MAX_LINE_LENGTH);
        out = new BufferedOutputStream(socket.getOutputStream());
    }

    /** Says what needs no reply. */
    void tell(Command command) throws IOException {
        out.write((command + "\n").getBytes(US_ASCII));
    }

    /**
     * Asks for a guess and waits for it.
     *
     * @throws ProtocolException if none comes that the protocol allows
     */
    long ask(ReplyValidator guesses) throws IOException {
        tell(Command.NUMBER);
        in.within(replyTimeout);
        if (!reply()) {
            throw closed();
        }
        return guesses.read(lines.bytes(), lines.start(), lines.end());
    }

    /** {@return whether there is a reply, and not the end of the stream} */
    private boolean reply() throws IOException {
        try {
            out.flush();
            return lines.read();
        } catch (SocketTimeoutException e) {
            throw ProtocolException.replyTimeout(replyTimeout.toMillis());
        } catch (IOException e) {
            lost = e;
            return false;
        }
    }

    private ProtocolException closed() {
        return lines.isFresh()
                ? HandshakeFailure.diagnoseEarlyClose(socket instanceof SSLSocket, lost)
                : ProtocolException.connectionClosed();
    }

    /**
     * Ends the session and waits for the server to do so, too.
     *
     * @throws ProtocolException if the server says another word
     */
    void finish() throws IOException {
        in.within(FAREWELL);
        try {
            out.flush();
            socket.shutdownOutput();
            if (lines.read()) {
                throw ReplyValidator.unasked(lines.bytes(), lines.start(), lines.end());
            }
        } catch (IOException silenceOrReset) {
            // The games are played: whether the server takes its leave is its own affair.
        }
    }

    /** Sends what is still to be sent, as far as the server takes it. */
    @Override
    public void close() throws IOException {
        try (socket) {
            out.flush();
        } catch (IOException e) {
            // Nobody is there to take it.
        }
    }
}
