package dev.warmer.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;

/** Checks and escapes text that a peer may have sent, for replies and logs. Thread-safe. */
public final class UntrustedText {
    private static final int MAX_QUOTED_BYTES = 40;
    private static final int MAX_EXCERPT_BYTES = 200;

    private UntrustedText() {}

    /** @throws ProtocolException BAD_ENCODING if the bytes are not UTF-8 or contain a control character */
    static void checkEncoding(byte[] bytes, int from, int to) {
        CharBuffer text;
        try {
            text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, to - from));
        } catch (CharacterCodingException e) {
            throw new ProtocolException(ErrorCode.BAD_ENCODING, quote(bytes, from, to) + " is not UTF-8");
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new ProtocolException(ErrorCode.BAD_ENCODING, quote(bytes, from, to) + " has a control character");
        }
    }

    /** {@return the first 40 bytes, escaped like {@link #printable}, in quotes: safe to send back and to log} */
    static String quote(byte[] bytes, int from, int to) {
        int end = Math.min(to, from + MAX_QUOTED_BYTES);
        return '"' + printable(bytes, from, end).replace("\"", "\\\"") + (end < to ? "\"..." : "\"");
    }

    /** {@return the first 200 bytes of {@code text} in UTF-8, escaped like {@link #printable}: safe to log} */
    public static String excerpt(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        int end = Math.min(bytes.length, MAX_EXCERPT_BYTES);
        return printable(bytes, 0, end) + (end < bytes.length ? "..." : "");
    }

    /** {@return printable ASCII as it is, every other byte and backslashes escaped} */
    static String printable(byte[] bytes, int from, int to) {
        StringBuilder text = new StringBuilder(to - from);
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            if (b == '\\') {
                text.append("\\\\");
            } else if (b >= ' ' && b < 0x7f) {
                text.append((char) b);
            } else {
                text.append(String.format("\\x%02x", b));
            }
        }
        return text.toString();
    }
}
