package dev.warmer.net;

import dev.warmer.tls.HandshakeFailure;
import java.io.IOException;

/** A client found no server to play with in the time it had. */
public final class ConnectFailedException extends IOException {
    private static final long serialVersionUID = 1;

    /**
     * @param host the server's name or address
     * @param port its TCP port
     * @param limitMs how many milliseconds it was tried
     * @param cause why the last attempt failed
     */
    public ConnectFailedException(String host, int port, long limitMs, Throwable cause) {
        super("cannot connect to " + host + ":" + port + " within " + limitMs + " ms: " + reason(cause), cause);
    }

    /**
     * There is a server, and no point in trying again.
     *
     * @param host the server's name or address
     * @param port its TCP port
     * @param cause why it is no good
     */
    public ConnectFailedException(String host, int port, Throwable cause) {
        super("cannot connect to " + host + ":" + port + ": " + reason(cause), cause);
    }

    private static String reason(Throwable cause) {
        if (HandshakeFailure.isIn(cause)) {
            return HandshakeFailure.describeWithHint(cause);
        }
        return NetworkErrors.of(cause);
    }
}
