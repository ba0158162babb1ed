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
     * @param conf the JSON of {@code source}
     * @throws InvalidConfigException if the transport is not available
     */
    static Transport choose(ConfSource source, JsonObject conf, Overrides overrides) {
        Object name = overrides.apply(conf).getValue(Overrides.TRANSPORT);
        for (Transport transport : BEST_FIRST) {
            boolean named = transport.name().equals(name);
            if (named && !transport.available()) {
                throw overrides.located(source, conf, List.of(new Problem(Overrides.TRANSPORT, problem(transport))));
            } else if (named) {
                return transport;
            }
        }
        return available().findFirst().orElse(Transport.NIO);
    }

    private static Stream<Transport> available() {
        return BEST_FIRST.stream().filter(Transport::available);
    }

    /** The message of the innermost cause names the reason. */
    private static String problem(Transport transport) {
        Throwable cause = Stream.iterate(transport.unavailabilityCause(), Objects::nonNull, Throwable::getCause)
                .reduce((outer, inner) -> inner)
                .orElse(null);
        return "%s is not available (%s): auto or one of %s"
                .formatted(
                        Json.encode(transport.name()),
                        String.valueOf(cause).lines().findFirst().orElse(""),
                        available().map(Transport::name).toList());
    }
}
