package dev.warmer.config;

import io.vertx.core.json.Json;
import java.util.List;
import java.util.function.Supplier;

/** An invalid configuration. Its message has a line for each problem: the key, its value, what is allowed. */
public final class InvalidConfigException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * One problem.
     *
     * @param path the key, from the top of the configuration: {@code games[1].secret}
     * @param text the value and what is allowed
     */
    public record Problem(String path, String text) {
        /** {@return the problem of a value that is not allowed; its JSON is part of the text} */
        static Problem notAllowed(String path, Object value, String allowed) {
            return new Problem(path, Json.encode(value) + " is not allowed: " + allowed);
        }

        /** {@return the same problem with a path that begins with {@code parent}} */
        public Problem in(String parent) {
            return new Problem(path.isEmpty() ? parent : parent + "." + path, text);
        }

        @Override
        public String toString() {
            return path.isEmpty() ? text : path + ": " + text;
        }
    }

    private final transient List<Problem> problems;

    /** @param problems all problems found, at least one */
    public InvalidConfigException(List<Problem> problems) {
        super(String.join("\n", problems.stream().map(Problem::toString).toList()), null, false, false);
        this.problems = List.copyOf(problems);
    }

    /** A single problem. */
    public InvalidConfigException(String path, Object value, String allowed) {
        this(List.of(new Problem(path, value + " is not allowed: " + allowed)));
    }

    /** {@return all problems found} */
    public List<Problem> problems() {
        return problems;
    }

    /** {@return all problems found, with paths that begin with {@code parent}} */
    List<Problem> problemsIn(String parent) {
        return problems.stream().map(problem -> problem.in(parent)).toList();
    }

    /**
     * {@return what {@code reader} returns}
     *
     * @throws InvalidConfigException that of {@code reader}, with paths that begin with {@code parent}
     */
    public static <T> T in(String parent, Supplier<T> reader) {
        try {
            return reader.get();
        } catch (InvalidConfigException e) {
            throw new InvalidConfigException(e.problemsIn(parent));
        }
    }
}
