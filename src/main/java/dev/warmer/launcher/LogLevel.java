package dev.warmer.launcher;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The values of {@code -Dwarmer.log.level}. Logback takes an unknown one for debug. */
final class LogLevel {
    static final String PROPERTY = "warmer.log.level";

    private static final List<String> ALLOWED = List.of("error", "warn", "info", "debug", "trace", "off");

    private LogLevel() {}

    /** {@return what is wrong with {@code level}, which may be null, in a line} */
    static Optional<String> mistake(String level) {
        return level == null || ALLOWED.contains(level.toLowerCase(Locale.ROOT))
                ? Optional.empty()
                : Optional.of("-D%s: \"%s\" is not allowed: one of %s"
                        .formatted(PROPERTY, level, String.join(", ", ALLOWED)));
    }
}
