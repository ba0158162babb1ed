package dev.warmer.net;

import dev.warmer.tls.HandshakeFailure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;

/** A client could not connect to its server, or not in time. */
public final class ConnectFailedException extends IOException {
    private static final long serialVersionUID = 1;

    /** The native transports put the system call and the error number in front. */
    private static final String CALL = "^(?:io_uring )?\\w+\\(\\.\\.\\) failed with error\\(-\\d+\\): ";
    /** Netty appends the address, which is in our message already. */
    private static final String ADDRESS = ": [\\w.-]*/\\S+:\\d+$";

    private static final Pattern CALL_OR_ADDRESS = Pattern.compile(CALL + "|" + ADDRESS);

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
        super("cannot connect to " + server + ": " + messageOf(cause), cause);
        kind = kind(cause);
    }

    private static Kind kind(Throwable cause) {
        if (HandshakeFailure.isIn(cause)) {
            return Kind.TLS_HANDSHAKE;
        }
        if (cause instanceof UnknownHostException) {
            return Kind.UNKNOWN_HOST;
        }
        // Netty's exception for a timeout is a ConnectException, as is the operating system's.
        String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        boolean refused = cause instanceof ConnectException;
        if (cause instanceof SocketTimeoutException || (refused && message.contains("connection timed out"))) {
            return Kind.CONNECT_TIMEOUT;
        }
        return refused ? Kind.CONNECT_REFUSED : Kind.CONNECT_FAILED;
    }

    /** {@return the message of a network error, the same for every transport, without the address and the duration} */
    static String messageOf(Throwable cause) {
        return switch (kind(cause)) {
            case TLS_HANDSHAKE -> HandshakeFailure.describeWithHint(cause);
            case UNKNOWN_HOST -> "unknown host";
            case CONNECT_TIMEOUT -> "no answer";
            default ->
                CALL_OR_ADDRESS.matcher(String.valueOf(cause.getMessage())).replaceAll("");
        };
    }

    /** {@return the kind of the last attempt's failure} */
    public Kind kind() {
        return kind;
    }
}
