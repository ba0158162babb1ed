package dev.warmer.tls;

/** What TLS looks like to those who do not speak it. */
public final class TlsRecord {
    private static final byte ALERT = 21;
    private static final byte HANDSHAKE = 22;

    private TlsRecord() {}

    /** {@return whether a stream that begins with {@code first} is TLS; no line may begin with such a byte} */
    public static boolean begins(byte first) {
        return first == ALERT || first == HANDSHAKE;
    }
}
