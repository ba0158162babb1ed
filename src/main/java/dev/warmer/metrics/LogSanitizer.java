package dev.warmer.metrics;

/** Makes text that a peer may have influenced safe to log: one line of printable ASCII, at most 200 characters. */
final class LogSanitizer {
    private static final int MOST = 200;

    private LogSanitizer() {}

    /** {@return the message of {@code cause}, or its class if it has none, as {@link #sanitize(String)} does} */
    static String sanitize(Throwable cause) {
        return sanitize(cause.getMessage() == null ? cause.toString() : cause.getMessage());
    }

    /** {@return the text cut to 200 characters, other characters than printable ASCII escaped} */
    static String sanitize(String text) {
        StringBuilder excerpt = new StringBuilder();
        text.chars().limit(MOST).forEach(c -> append(excerpt, (char) c));
        return excerpt.append(text.length() > MOST ? "..." : "").toString();
    }

    private static void append(StringBuilder excerpt, char c) {
        if (c == '\\') {
            excerpt.append("\\\\");
        } else if (c >= ' ' && c < 0x7f) {
            excerpt.append(c);
        } else {
            excerpt.append("\\u%04x".formatted((int) c));
        }
    }
}
