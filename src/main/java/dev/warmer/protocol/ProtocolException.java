package dev.warmer.protocol;

/**
 * A peer violated the protocol, or a server ends a session for another reason that it sends to the client. Any other
 * exception on a connection is a bug in this program.
 *
 * <p>Has no stack trace: the cause is what the peer sent, not where it was found.
 */
public final class ProtocolException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ErrorCode code;

    /**
     * @param code the kind of violation
     * @param text what was wrong and what is allowed, in one line
     */
    public ProtocolException(ErrorCode code, String text) {
        super(text, null, false, false);
        this.code = code;
    }

    /** {@return the violation of a line of more than {@code maxLength} bytes} */
    public static ProtocolException lineTooLong(int maxLength) {
        return new ProtocolException(ErrorCode.LINE_TOO_LONG, "a line holds at most " + maxLength + " bytes");
    }

    /** {@return the violation of a peer that sends no complete line for {@code milliseconds}} */
    public static ProtocolException idle(long milliseconds) {
        return new ProtocolException(ErrorCode.IDLE_TIMEOUT, "no complete line received for " + milliseconds + " ms");
    }

    /** {@return the reason of a server that shuts down} */
    public static ProtocolException shuttingDown() {
        return new ProtocolException(ErrorCode.SHUTTING_DOWN, "server shutting down; retry later");
    }

    /** {@return the violation of a server that closes the connection during a game} */
    public static ProtocolException connectionClosed() {
        return new ProtocolException(ErrorCode.CONNECTION_CLOSED, "the server closed the connection in mid-game");
    }

    /**
     * {@return the violation of a server that closes the connection before its first reply}
     *
     * @param reason a probable cause
     */
    public static ProtocolException connectionClosed(String reason) {
        String text = connectionClosed().getMessage() + ", before its first reply: " + reason;
        return new ProtocolException(ErrorCode.CONNECTION_CLOSED, text);
    }

    /** {@return whether a stream that starts with {@code first} is TLS; no line of the protocol starts with such a byte} */
    public static boolean isTlsRecord(byte first) {
        return first == 21 || first == 22; // the types of an alert and of a handshake
    }

    /** {@return the violation of a peer that sends TLS on a plaintext connection} */
    public static ProtocolException unexpectedTls() {
        return new ProtocolException(
                ErrorCode.BAD_ENCODING, "TLS came where plaintext was expected (is TLS on at one side only?)");
    }

    /** {@return the violation of a server that has not replied for {@code milliseconds}} */
    public static ProtocolException replyTimeout(long milliseconds) {
        return new ProtocolException(
                ErrorCode.REPLY_TIMEOUT, "the server did not answer within " + milliseconds + " ms");
    }

    /** {@return the kind of violation} */
    public ErrorCode code() {
        return code;
    }
}
