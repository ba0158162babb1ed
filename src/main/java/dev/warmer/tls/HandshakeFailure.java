package dev.warmer.tls;

import dev.warmer.protocol.ProtocolException;
import java.io.EOFException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/**
 * The kinds of TLS handshake failures, with a description for the log. The exceptions of the JDK and of Netty differ in
 * type and message for the same failure, and some messages contain all that the peer sent.
 */
public enum HandshakeFailure {
    /** The other side sent something other than TLS. */
    NOT_TLS("the other side does not speak TLS", "is the server without TLS?"),
    /** It sent a fatal alert. */
    REFUSED("the other side refuses: ", "does the server want a certificate, or another one?"),
    /** It sent no certificate. */
    NO_CERTIFICATE("the other side has no certificate", ""),
    /** Its certificate is of no trusted authority, or not valid now. */
    UNTRUSTED("the other side's certificate is not trusted: ", "does it come from an authority in trust?"),
    /** Its certificate does not have the host name that was connected to. */
    OTHER_HOST("the other side's certificate is for another host: ", "see verifyHost"),
    /** It closed the connection without an alert. */
    CLOSED("the other side closed the connection", "is the server without TLS?"),
    /** The handshake timed out. */
    TIMEOUT("the other side took too long", "is the server without TLS?"),
    /** Anything else, for example no common protocol version. */
    OTHER("", "");

    private static final int MAX_DETAIL_LENGTH = 200;
    private static final String ALERT = "Received fatal alert: ";
    private static final List<String> NOT_TLS_MESSAGES =
            List.of("Unsupported or unrecognized SSL message", "plaintext", "not an SSL/TLS record");
    private static final List<String> NO_CERTIFICATE_MESSAGES =
            List.of("Empty client certificate chain", "null cert chain", "Empty server certificate");
    private static final List<String> OTHER_HOST_MESSAGES = List.of("No subject alternative", "No name matching");

    private final String description;
    private final String hint;

    HandshakeFailure(String description, String hint) {
        this.description = description;
        this.hint = hint;
    }

    /** {@return the kind of failure that {@code cause} reports} */
    public static HandshakeFailure of(Throwable cause) {
        if (hasMessage(cause, NOT_TLS_MESSAGES)) {
            return NOT_TLS;
        }
        if (hasMessage(cause, List.of(ALERT))) {
            return REFUSED;
        }
        return hasMessage(cause, NO_CERTIFICATE_MESSAGES) ? NO_CERTIFICATE : ofCertificate(cause);
    }

    private static HandshakeFailure ofCertificate(Throwable cause) {
        if (hasMessage(cause, OTHER_HOST_MESSAGES)) {
            return OTHER_HOST;
        }
        boolean untrusted = has(cause, CertificateException.class)
                || has(cause, CertPathBuilderException.class)
                || has(cause, CertPathValidatorException.class);
        return untrusted ? UNTRUSTED : ofConnection(cause);
    }

    private static HandshakeFailure ofConnection(Throwable cause) {
        if (has(cause, SocketTimeoutException.class) || hasMessage(cause, List.of("handshake timed out"))) {
            return TIMEOUT;
        }
        boolean closed = has(cause, ClosedChannelException.class)
                || has(cause, EOFException.class)
                || has(cause, SocketException.class);
        return closed ? CLOSED : OTHER;
    }

    /** {@return whether {@code cause} is a failure of TLS} */
    public static boolean isIn(Throwable cause) {
        return has(cause, SSLException.class);
    }

    /** {@return whether another attempt would fail in the same way} */
    public boolean isPermanent() {
        return this != CLOSED && this != TIMEOUT;
    }

    /** {@return a description of one line} */
    public static String describe(Throwable cause) {
        HandshakeFailure failure = of(cause);
        boolean detailed = failure.description.isEmpty() || failure.description.endsWith(": ");
        return failure.description + (detailed ? detail(cause) : "");
    }

    /** {@return the same for the user of a client, with a likely cause} */
    public static String describeWithHint(Throwable cause) {
        HandshakeFailure failure = of(cause);
        return "the TLS handshake failed: " + describe(cause)
                + (failure.hint.isEmpty() ? "" : " (" + failure.hint + ")");
    }

    /**
     * {@return the failure of a client whose server closed the connection before its first reply, with a likely cause}
     *
     * <p>In TLS 1.3 a server checks the client's certificate when the client has finished its side of the handshake.
     *
     * @param tls whether the client speaks TLS
     * @param cause the exception that ended the connection; null if there was none
     */
    public static ProtocolException diagnoseEarlyClose(boolean tls, Throwable cause) {
        if (cause != null && isIn(cause)) {
            return ProtocolException.connectionClosed(describeWithHint(cause));
        }
        return ProtocolException.connectionClosed(tls ? REFUSED.hint : "does the server want TLS?");
    }

    /** The innermost exception has the most specific message. */
    private static String detail(Throwable cause) {
        String text = causes(cause)
                .reduce((outer, inner) -> inner)
                .map(Throwable::getMessage)
                .orElse("no reason given")
                .replace(ALERT, "")
                .replaceAll("[^ -~]", "?");
        return text.length() > MAX_DETAIL_LENGTH ? text.substring(0, MAX_DETAIL_LENGTH) + "..." : text;
    }

    private static boolean has(Throwable cause, Class<?> type) {
        return causes(cause).anyMatch(type::isInstance);
    }

    private static boolean hasMessage(Throwable cause, List<String> parts) {
        return causes(cause)
                .map(e -> String.valueOf(e.getMessage()))
                .anyMatch(text -> parts.stream().anyMatch(text::contains));
    }

    private static Stream<Throwable> causes(Throwable cause) {
        return Stream.iterate(cause, e -> e != null, Throwable::getCause);
    }
}
