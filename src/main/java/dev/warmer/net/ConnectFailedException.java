package dev.warmer.net;

import dev.warmer.tls.HandshakeFailure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;

/** A client could not connect to its server, or not in time. */
public final class ConnectFailedException extends IOException {
    private static final long serialVersionUID = 1;

    /** The kinds of failures. */
    public enum Kind {
        /** The host name has no address. */
        UNKNOWN_HOST,
        /** No process listens on the port, or it rejects connections. */
        CONNECT_REFUSED,
        /** No answer in time. */
        CONNECT_TIMEOUT,
        /** The TLS handshake failed. */
        TLS_HANDSHAKE,
        /** Anything else, such as no file descriptors left. */
        CONNECT_FAILED
    }

    private final Kind kind;

    /**
     * Creates an exception.
     *
     * @param server the server's host and port, and how long was tried, if the time for connecting is over
     * @param cause why the last attempt failed
     */
    ConnectFailedException(String server, Throwable cause) {
        super("cannot connect to " + server + ": " + reason(cause), cause);
        kind = kind(cause);
    }

    private static String reason(Throwable cause) {
        return HandshakeFailure.isIn(cause) ? HandshakeFailure.describeWithHint(cause) : NetworkErrors.messageOf(cause);
    }

    private static Kind kind(Throwable cause) {
        if (HandshakeFailure.isIn(cause)) {
            return Kind.TLS_HANDSHAKE;
        }
        if (cause instanceof UnknownHostException) {
            return Kind.UNKNOWN_HOST;
        }
        if (NetworkErrors.isConnectTimeout(cause)) {
            return Kind.CONNECT_TIMEOUT;
        }
        return cause instanceof ConnectException ? Kind.CONNECT_REFUSED : Kind.CONNECT_FAILED;
    }

    /** {@return the kind of the last attempt's failure} */
    public Kind kind() {
        return kind;
    }
}
