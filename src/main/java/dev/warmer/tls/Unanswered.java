package dev.warmer.tls;

import dev.warmer.protocol.ProtocolException;

/** What a client makes of a server that leaves before it has said a word. */
public final class Unanswered {
    private Unanswered() {}

    /**
     * {@return the violation, with a guess at what is behind it}
     *
     * <p>In TLS 1.3 a client's certificate is looked at when its side of the handshake is over already.
     *
     * @param tls whether the client speaks TLS
     * @param cause what the connection ended with; null if it just ended
     */
    public static ProtocolException by(boolean tls, Throwable cause) {
        if (cause != null && HandshakeFailure.isIn(cause)) {
            return ProtocolException.connectionClosed(HandshakeFailure.describeWithHint(cause));
        }
        return ProtocolException.connectionClosed(
                tls ? "does the server want a certificate, or another one?" : "does the server want TLS?");
    }
}
