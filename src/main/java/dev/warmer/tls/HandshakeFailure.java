package dev.warmer.tls;

import dev.warmer.protocol.ProtocolException;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/**
 * The kinds of TLS handshake failures, with a description for the log. The exceptions of the JDK and of Netty differ in
 * type and message for the same failure, and some messages contain all that the peer sent.
 */
public enum HandshakeFailure {
    /** The other side sent something other than TLS. */
    NOT_TLS(
            "the other side does not speak TLS",
            "is the server without TLS?",
            "Unsupported or unrecognized SSL message|plaintext|not an SSL/TLS record"),
    /** It sent a fatal alert. */
    REFUSED(
            "the other side refuses: ",
            "does the server want a certificate, or another one?",
            "Received fatal alert: "),
    /** It sent no certificate. */
    NO_CERTIFICATE(
            "the other side has no certificate",
            "",
            "Empty client certificate chain|null cert chain|Empty server certificate"),
    /** Its certificate does not have the host name that was connected to. */
    OTHER_HOST(
            "the other side's certificate is for another host: ",
            "see verifyHost",
            "No subject alternative|No name matching"),
    /** Its certificate is of no trusted authority, or not valid now. */
    UNTRUSTED(
            "the other side's certificate is not trusted: ",
            "does it come from an authority in trust?",
            "Certificate\\w*Exception|CertPath\\w*Exception|ValidatorException"),
    /** The handshake timed out. */
    TIMEOUT("the other side took too long", "is the server without TLS?", "handshake timed out|SocketTimeoutException"),
    /** It closed the connection without an alert. */
    CLOSED(
            "the other side closed the connection",
            "is the server without TLS?",
            "ClosedChannelException|EOFException|SocketException"),
    /** Anything else, for example no common protocol version. */
    OTHER("", "", "");

    private static final int MAX_DETAIL_LENGTH = 200;

    private final String description;
    private final String hint;
    private final Pattern pattern;

    /** @param pattern matches a part of the class name or of the message of an exception that reports it */
    HandshakeFailure(String description, String hint, String pattern) {
        this.description = description;
        this.hint = hint;
        this.pattern = Pattern.compile(pattern);
    }

    /** {@return the kind of failure that {@code cause} reports: the first that matches} */
    public static HandshakeFailure of(Throwable cause) {
        return Arrays.stream(values())
                .filter(kind -> causes(cause)
                        .anyMatch(e -> kind.pattern.matcher(e.toString()).find()))
                .findFirst()
                .orElse(OTHER);
    }

    /** {@return whether {@code cause} is a failure of TLS} */
    public static boolean isIn(Throwable cause) {
        return causes(cause).anyMatch(SSLException.class::isInstance);
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
                .replaceFirst(REFUSED.pattern.pattern(), "")
                .replaceAll("[^ -~]", "?");
        return text.length() > MAX_DETAIL_LENGTH ? text.substring(0, MAX_DETAIL_LENGTH) + "..." : text;
    }

    private static Stream<Throwable> causes(Throwable cause) {
        return Stream.iterate(cause, e -> e != null, Throwable::getCause);
    }
}
