package dev.warmer.config;

import java.util.List;

/** Somebody configured what is not allowed. One problem is one line: the key, its value, what is allowed. */
public final class InvalidConfigException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * One mistake.
     *
     * @param path the key, from the top of the configuration: {@code games[1].secret}
     * @param text the value and what is allowed
     */
    public record Problem(String path, String text) {
        /** {@return the same mistake, seen from the configuration that holds this one at {@code parent}} */
        public Problem in(String parent) {
            boolean joined = path.isEmpty() || path.startsWith("[");
            return new Problem(joined ? parent + path : parent + "." + path, text);
        }

        @Override
        public String toString() {
            return path.isEmpty() ? text : path + ": " + text;
        }
    }

    private final transient List<Problem> problems;

    /** @param problems every mistake found, at least one */
    public InvalidConfigException(List<Problem> problems) {
        super(String.join("\n", problems.stream().map(Problem::toString).toList()), null, false, false);
        this.problems = List.copyOf(problems);
    }

    /** A single mistake. */
    public InvalidConfigException(String path, Object value, String allowed) {
        this(List.of(new Problem(path, value + " is not allowed: " + allowed)));
    }

    /** {@return every mistake found} */
    public List<Problem> problems() {
        return problems;
    }
}
