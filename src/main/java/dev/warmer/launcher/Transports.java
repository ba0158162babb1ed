package dev.warmer.launcher;

import dev.warmer.config.ConfSource;
import dev.warmer.config.InvalidConfigException;
import dev.warmer.config.InvalidConfigException.Problem;
import dev.warmer.config.Overrides;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.core.transport.Transport;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Chooses the transport of the event loops. */
final class Transports {
    /** The transports on the class path, the fastest first. */
    private static final List<Transport> BEST_FIRST = Stream.of(Transport.EPOLL, Transport.IO_URING, Transport.NIO)
            .filter(Objects::nonNull)
            .toList();

    private Transports() {}

    /**
     * {@return the transport that a conf names, or else the fastest available} It is needed before there is a Vert.x,
     * which is needed to read the rest of the conf; that also reports values other than a transport's name.
     *
     * @param text the text of {@code source}
     * @throws InvalidConfigException if the text is not JSON, or the transport is not available
     */
    static Transport choose(ConfSource source, String text, Overrides overrides) {
        JsonObject conf = source.parse(text);
        Object name = overrides.apply(conf).getValue(Overrides.TRANSPORT);
        Optional<Transport> named = BEST_FIRST.stream()
                .filter(transport -> transport.name().equals(name))
                .findFirst();
        if (named.isPresent() && !named.get().available()) {
            throw overrides.located(source, conf, List.of(new Problem(Overrides.TRANSPORT, problem(named.get()))));
        }
        return named.or(() -> BEST_FIRST.stream().filter(Transport::available).findFirst())
                .orElse(Transport.NIO);
    }

    private static String problem(Transport transport) {
        List<String> available = BEST_FIRST.stream()
                .filter(Transport::available)
                .map(Transport::name)
                .toList();
        return "%s is not available (%s): auto or one of %s"
                .formatted(Json.encode(transport.name()), reason(transport.unavailabilityCause()), available);
    }

    /** {@return the message of the innermost cause, which is the one that names the reason} */
    private static String reason(Throwable cause) {
        Throwable inner = cause;
        while (inner.getCause() != null) {
            inner = inner.getCause();
        }
        return String.valueOf(inner.getMessage()).lines().findFirst().orElse("");
    }
}
