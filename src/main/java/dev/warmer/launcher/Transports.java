package dev.warmer.launcher;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.core.transport.Transport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Chooses how Vert.x waits for sockets. That has to be known before there is a Vert.x, and so before the conf is read
 * in earnest: whatever is wrong with the conf beyond this one key is left to {@link ConfReader}.
 */
final class Transports {
    /** The key of the conf, and the system property that goes over it. */
    static final String KEY = "transport";

    /** Those that are on the class path, the one that measures best first. */
    private static final List<Transport> BEST_FIRST = Stream.of(Transport.EPOLL, Transport.IO_URING, Transport.NIO)
            .filter(Objects::nonNull)
            .toList();

    private Transports() {}

    /** {@return the one that is asked for, or else the best that works here} */
    static Transport choose(Arguments arguments) {
        Object property = System.getProperty(KEY);
        Object wanted = property == null
                ? conf(arguments).map(conf -> conf.getValue(KEY)).orElse(null)
                : property;
        Optional<Transport> named =
                BEST_FIRST.stream().filter(it -> it.name().equals(wanted)).findFirst();
        named.filter(it -> !it.available())
                .ifPresent(it -> refuse(property == null ? arguments.source() + ": " : "-D", it));
        return named.or(() -> BEST_FIRST.stream().filter(Transport::available).findFirst())
                .orElse(Transport.NIO);
    }

    private static void refuse(String source, Transport transport) {
        List<String> available = BEST_FIRST.stream()
                .filter(Transport::available)
                .map(Transport::name)
                .toList();
        Exit.USAGE.now("%s%s: %s does not work here (%s): auto or one of %s"
                .formatted(
                        source,
                        KEY,
                        Json.encode(transport.name()),
                        reason(transport.unavailabilityCause()),
                        available));
    }

    /** The innermost cause is the one that means something to a reader. */
    private static String reason(Throwable cause) {
        Throwable inner = cause;
        while (inner.getCause() != null) {
            inner = inner.getCause();
        }
        return String.valueOf(inner.getMessage()).lines().findFirst().orElse("");
    }

    private static Optional<JsonObject> conf(Arguments arguments) {
        try {
            return arguments.verticle() == null ? Optional.of(StrictJson.object(text(arguments))) : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static String text(Arguments arguments) throws IOException {
        String path = arguments.confFile();
        if (path == null) {
            return arguments.conf();
        }
        if (Files.exists(Path.of(path))) {
            return Files.readString(Path.of(path));
        }
        try (InputStream resource = Transports.class.getClassLoader().getResourceAsStream(path)) {
            return resource == null ? "" : new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
