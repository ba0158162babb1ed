package dev.warmer.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;

/** What holds for every line, whichever side sends it. */
final class Lines {
    private static final int EXCERPT_BYTES = 40;
    private static final byte[] ERROR = "ERROR".getBytes(US_ASCII);

    private Lines() {}

    /** {@return where the line from {@code from} to {@code to} ends once one CR right at its end is dropped} */
    static int dropCr(byte[] bytes, int from, int to) {
        return from < to && bytes[to - 1] == '\r' ? to - 1 : to;
    }

    /** @throws ProtocolException LINE_TOO_LONG if there are more than {@code maxLength} bytes */
    static void checkLength(int length, int maxLength) {
        if (length > maxLength) {
            throw ProtocolException.lineTooLong(maxLength);
        }
    }

    /** @throws ProtocolException BAD_ENCODING if the bytes are not UTF-8 or hold a control character */
    static void checkEncoding(byte[] bytes, int from, int to) {
        CharBuffer text;
        try {
            text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, to - from));
        } catch (CharacterCodingException e) {
            throw violation(ErrorCode.BAD_ENCODING, bytes, from, to, "is not UTF-8");
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw violation(ErrorCode.BAD_ENCODING, bytes, from, to, "has a control character");
        }
    }

    /** {@return whether the line is one that a server ends a session with} */
    static boolean isError(byte[] bytes, int from, int to) {
        int end = from + ERROR.length;
        return end <= to && Arrays.equals(ERROR, 0, ERROR.length, bytes, from, end) && (end == to || bytes[end] == ' ');
    }

    /** {@return a violation that quotes the bytes it is about} */
    static ProtocolException violation(ErrorCode code, byte[] bytes, int from, int to, String text) {
        return new ProtocolException(code, excerpt(bytes, from, to) + " " + text);
    }

    private static String excerpt(byte[] bytes, int from, int to) {
        int end = Math.min(to, from + EXCERPT_BYTES);
        return '"' + printable(bytes, from, end).replace("\"", "\\\"") + (end < to ? "\"..." : "\"");
    }

    /** {@return what a peer sent, safe to send back and to log: printable ASCII, the rest and backslashes escaped} */
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
