package dev.warmer.metrics;

/** Text that a peer may have had a hand in, as it goes into the log: printable ASCII on one line, and cut. */
final class LogSanitizer {
    private static final int MOST = 200;

    private LogSanitizer() {}

    /** {@return the text of {@code cause}, or its name if it has none} */
    static String of(Throwable cause) {
        return of(cause.getMessage() == null ? cause.toString() : cause.getMessage());
    }

    static String of(String text) {
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
