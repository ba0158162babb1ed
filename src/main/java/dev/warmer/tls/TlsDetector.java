package dev.warmer.tls;

/** Recognizes TLS records where plaintext is expected. */
public final class TlsDetector {
    private static final byte ALERT = 21;
    private static final byte HANDSHAKE = 22;

    private TlsDetector() {}

    /** {@return whether a stream that starts with {@code first} is TLS; no line of the protocol starts with such a byte} */
    public static boolean looksLikeTls(byte first) {
        return first == ALERT || first == HANDSHAKE;
    }
}
