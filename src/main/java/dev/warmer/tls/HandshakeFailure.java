package dev.warmer.tls;

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
 * Why a TLS handshake failed, in plain language. The JDK and Netty have many messages for each reason, some of them
 * with all that the peer sent.
 */
public enum HandshakeFailure {
    /** The other side sends something other than TLS. */
    NOT_TLS("the other side does not speak TLS", "is the server without TLS?"),
    /** It sends an alert with the reason. */
    REFUSED("the other side refuses: ", "does the server want a certificate, or another one?"),
    /** It presents no certificate. */
    NO_CERTIFICATE("the other side has no certificate", ""),
    /** Its certificate is not from a trusted authority, or is not valid now. */
    UNTRUSTED("the other side's certificate is not trusted: ", "does it come from an authority in trust?"),
    /** Its certificate is for other host names. */
    OTHER_HOST("the other side's certificate is for another host: ", "see verifyHost"),
    /** It closed the connection without an alert. */
    CLOSED("the other side closed the connection", "is the server without TLS?"),
    /** The handshake timed out. */
    TIMEOUT("the other side took too long", "is the server without TLS?"),
    /** Anything else, such as no common protocol version. */
    OTHER("", "");

    private static final int LONGEST_DETAIL = 200;
    private static final String ALERT = "Received fatal alert: ";
    private static final List<String> NOT_TLS_SAYS =
            List.of("Unsupported or unrecognized SSL message", "plaintext", "not an SSL/TLS record");
    private static final List<String> NO_CERTIFICATE_SAYS =
            List.of("Empty client certificate chain", "null cert chain", "Empty server certificate");
    private static final List<String> OTHER_HOST_SAYS = List.of("No subject alternative", "No name matching");

    private final String words;
    private final String hint;

    HandshakeFailure(String words, String hint) {
        this.words = words;
        this.hint = hint;
    }

    /** {@return the kind of failure that an exception stands for} */
    public static HandshakeFailure of(Throwable cause) {
        if (says(cause, NOT_TLS_SAYS)) {
            return NOT_TLS;
        }
        if (says(cause, List.of(ALERT))) {
            return REFUSED;
        }
        return says(cause, NO_CERTIFICATE_SAYS) ? NO_CERTIFICATE : ofCertificate(cause);
    }

    private static HandshakeFailure ofCertificate(Throwable cause) {
        if (says(cause, OTHER_HOST_SAYS)) {
            return OTHER_HOST;
        }
        boolean untrusted = any(cause, CertificateException.class)
                || any(cause, CertPathBuilderException.class)
                || any(cause, CertPathValidatorException.class);
        return untrusted ? UNTRUSTED : ofConnection(cause);
    }

    private static HandshakeFailure ofConnection(Throwable cause) {
        if (any(cause, SocketTimeoutException.class) || says(cause, List.of("handshake timed out"))) {
            return TIMEOUT;
        }
        boolean closed = any(cause, ClosedChannelException.class)
                || any(cause, EOFException.class)
                || any(cause, SocketException.class);
        return closed ? CLOSED : OTHER;
    }

    /** {@return whether an exception is one of TLS} */
    public static boolean isIn(Throwable cause) {
        return any(cause, SSLException.class);
    }

    /** {@return whether further attempts would fail, too} */
    public boolean isPermanent() {
        return this != CLOSED && this != TIMEOUT;
    }

    /** {@return the failure in one line, as for the log} */
    public static String describe(Throwable cause) {
        HandshakeFailure failure = of(cause);
        boolean detailed = failure.words.isEmpty() || failure.words.endsWith(": ");
        return failure.words + (detailed ? detail(cause) : "");
    }

    /** {@return the same for the user of a client, with a hint at a likely mistake} */
    public static String describeWithHint(Throwable cause) {
        HandshakeFailure failure = of(cause);
        return "the TLS handshake failed: " + describe(cause)
                + (failure.hint.isEmpty() ? "" : " (" + failure.hint + ")");
    }

    /** The innermost exception has the details. */
    private static String detail(Throwable cause) {
        String text = causes(cause)
                .reduce((outer, inner) -> inner)
                .map(Throwable::getMessage)
                .orElse("no reason given")
                .replace(ALERT, "")
                .replaceAll("[^ -~]", "?");
        return text.length() > LONGEST_DETAIL ? text.substring(0, LONGEST_DETAIL) + "..." : text;
    }

    private static boolean any(Throwable cause, Class<?> type) {
        return causes(cause).anyMatch(type::isInstance);
    }

    private static boolean says(Throwable cause, List<String> parts) {
        return causes(cause)
                .map(e -> String.valueOf(e.getMessage()))
                .anyMatch(text -> parts.stream().anyMatch(text::contains));
    }

    private static Stream<Throwable> causes(Throwable cause) {
        return Stream.iterate(cause, e -> e != null, Throwable::getCause);
    }
}
