package dev.warmer.tls;

import io.netty.handler.ssl.NotSslRecordException;
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
 * Why two sides do not come to speak TLS with each other, as a person would put it. The JDK and Netty say it in many
 * ways, some of them with all that the peer sent.
 */
public enum HandshakeFailure {
    /** The other side speaks plaintext, or something else. */
    NOT_TLS("the other side does not speak TLS", "is the server without TLS?"),
    /** It refuses, and says in a word of TLS why. */
    REFUSED("the other side refuses: ", "does the server want a certificate, or another one?"),
    /** It shows no certificate. */
    NO_CERTIFICATE("the other side has no certificate", ""),
    /** It shows a certificate of no authority that is trusted, or one that is not valid now. */
    UNTRUSTED("the other side's certificate is not trusted: ", "does it come from an authority in trust?"),
    /** It shows a certificate for other names than the one it was reached by. */
    OTHER_HOST("the other side's certificate is for another host: ", "see verifyHost"),
    /** It went away without a word. */
    CLOSED("the other side closed the connection", "is the server without TLS?"),
    /** It took too long. */
    TIMEOUT("the other side took too long", "is the server without TLS?"),
    /** Anything else: no version in common, for one. */
    OTHER("", "");

    private static final int LONGEST_DETAIL = 200;
    private static final String ALERT = "Received fatal alert: ";
    private static final List<String> NOT_TLS_SAYS = List.of("Unsupported or unrecognized SSL message", "plaintext");
    private static final List<String> NO_CERTIFICATE_SAYS =
            List.of("Empty client certificate chain", "null cert chain", "Empty server certificate");
    private static final List<String> OTHER_HOST_SAYS = List.of("No subject alternative", "No name matching");

    private final String words;
    private final String hint;

    HandshakeFailure(String words, String hint) {
        this.words = words;
        this.hint = hint;
    }

    /** {@return what kind of failure an exception tells of} */
    public static HandshakeFailure of(Throwable cause) {
        if (any(cause, NotSslRecordException.class) || says(cause, NOT_TLS_SAYS)) {
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

    /** {@return whether an exception tells of TLS at all} */
    public static boolean isIn(Throwable cause) {
        return any(cause, SSLException.class);
    }

    /** {@return whether there is no point in trying again} */
    public boolean isLasting() {
        return this != CLOSED && this != TIMEOUT;
    }

    /** {@return in a line what happened, for the side whose log it is in} */
    public static String describe(Throwable cause) {
        HandshakeFailure failure = of(cause);
        boolean detailed = failure.words.isEmpty() || failure.words.endsWith(": ");
        return failure.words + (detailed ? detail(cause) : "");
    }

    /** {@return the same for whoever runs a client, with a guess at what to mend} */
    public static String advise(Throwable cause) {
        HandshakeFailure failure = of(cause);
        return "the TLS handshake failed: " + describe(cause)
                + (failure.hint.isEmpty() ? "" : " (" + failure.hint + ")");
    }

    /** The innermost exception is the one that knows. */
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
