package dev.warmer.load;

import dev.warmer.tls.HandshakeFailure;
import io.netty.channel.ConnectTimeoutException;
import java.net.ConnectException;
import java.net.UnknownHostException;

/** Why there is no connection: the kinds that are told apart in the report. */
enum ConnectFailure {
    /** The host has no address. */
    UNKNOWN_HOST,
    /** Nobody listens there, or nobody wants to. */
    CONNECT_REFUSED,
    /** Nobody answered. */
    CONNECT_TIMEOUT,
    /** The two sides do not get on in TLS. */
    TLS_HANDSHAKE,
    /** Anything else: no file descriptor is left, say. */
    CONNECT_FAILED;

    /** @param failure what a connector has failed with */
    static ConnectFailure of(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        if (HandshakeFailure.isIn(cause)) {
            return TLS_HANDSHAKE;
        }
        if (cause instanceof UnknownHostException) {
            return UNKNOWN_HOST;
        }
        if (cause instanceof ConnectTimeoutException) {
            return CONNECT_TIMEOUT;
        }
        return cause instanceof ConnectException ? CONNECT_REFUSED : CONNECT_FAILED;
    }
}
