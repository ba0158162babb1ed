package dev.warmer.config;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** What the records of this package hold their values against, whoever makes them. */
final class Bounds {
    private static final int MAX_PORT = 65_535;

    private Bounds() {}

    /** @throws InvalidConfigException if {@code value} is not from {@code minimum} to {@code maximum} */
    static void check(String key, long value, long minimum, long maximum) {
        if (value < minimum || value > maximum) {
            throw new InvalidConfigException(key, value, "an integer from " + minimum + " to " + maximum);
        }
    }

    /** @throws InvalidConfigException if {@code value} is not from so many milliseconds to so many */
    static void check(String key, Duration value, long minimum, long maximum) {
        check(key, TimeUnit.MILLISECONDS.convert(value), minimum, maximum);
    }

    /** @throws InvalidConfigException if there is no name, or no such port */
    static void checkAddress(String host, int port, int firstPort) {
        if (host.isEmpty()) {
            throw new InvalidConfigException("host", "\"\"", "a string, not empty");
        }
        check("port", port, firstPort, MAX_PORT);
    }
}
