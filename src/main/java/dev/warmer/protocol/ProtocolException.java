package dev.warmer.protocol;

/**
 * The peer broke the rules of the wire. Any other exception on a connection is a fault of our own.
 *
 * <p>Carries no stack trace: it tells of somebody else's mistake.
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
        return new ProtocolException(ErrorCode.IDLE_TIMEOUT, "no complete line came for " + milliseconds + " ms");
    }

    /** {@return that we have failed, and not the peer} */
    public static ProtocolException internal() {
        return new ProtocolException(ErrorCode.INTERNAL, "the server failed; it is not your fault");
    }

    /** {@return the reason of a server that stops} */
    public static ProtocolException shuttingDown() {
        return new ProtocolException(ErrorCode.SHUTTING_DOWN, "the server is stopping: try again later");
    }

    /** {@return the violation of a server that leaves before the game is over} */
    public static ProtocolException connectionClosed() {
        return new ProtocolException(ErrorCode.CONNECTION_CLOSED, "the server closed the connection in mid-game");
    }

    /**
     * {@return the violation of a server that leaves before it has said a word}
     *
     * @param reason why that may be
     */
    public static ProtocolException connectionClosed(String reason) {
        String text = connectionClosed().getMessage() + ", before its first reply: " + reason;
        return new ProtocolException(ErrorCode.CONNECTION_CLOSED, text);
    }

    /** {@return the violation of a peer that speaks TLS where nobody does} */
    public static ProtocolException unexpectedTls() {
        return new ProtocolException(
                ErrorCode.BAD_ENCODING, "TLS came where plaintext was expected (is TLS on at one side only?)");
    }

    /** {@return the violation of a server that has not answered for {@code milliseconds}} */
    public static ProtocolException replyTimeout(long milliseconds) {
        return new ProtocolException(
                ErrorCode.REPLY_TIMEOUT, "the server did not answer within " + milliseconds + " ms");
    }

    /** {@return the kind of violation} */
    public ErrorCode code() {
        return code;
    }
}
