package dev.warmer.launcher;

import dev.warmer.await.AwaitServerVerticle;
import dev.warmer.config.ConfSource;
import dev.warmer.config.InvalidConfigException;
import dev.warmer.config.InvalidConfigException.Problem;
import dev.warmer.config.Overrides;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.core.transport.Transport;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Chooses the transport of the event loops. */
final class Transports {
    /** The transports in the jar, the fastest first. */
    private static final List<Transport> BEST_FIRST = List.of(Transport.EPOLL, Transport.IO_URING, Transport.NIO);

    private Transports() {}

    /**
     * {@return the transport that a conf names, or else the fastest available} It is needed before there is a Vert.x,
     * which is needed to read the rest of the conf; that also reports values other than a transport's name.
     *
     * @param conf the JSON of {@code source}
     * @throws InvalidConfigException if the transport is not available
     */
    static Transport choose(ConfSource source, JsonObject conf, Overrides overrides) {
        JsonObject effective = overrides.apply(conf);
        Object name = effective.getValue(Overrides.TRANSPORT);
        Optional<Transport> named = BEST_FIRST.stream()
                .filter(transport -> transport.name().equals(name))
                .findFirst();
        if (named.isPresent() && !named.get().available()) {
            throw overrides.located(source, conf, List.of(new Problem(Overrides.TRANSPORT, problem(named.get()))));
        }
        return named.or(() -> available()
                        .filter(transport -> transport == Transport.NIO || !hasAwaitServer(effective))
                        .findFirst())
                .orElseThrow();
    }

    private static Stream<Transport> available() {
        return BEST_FIRST.stream().filter(Transport::available);
    }

    private static boolean hasAwaitServer(JsonObject conf) {
        return conf.getValue("verticles") instanceof JsonObject verticles
                && verticles.stream()
                        .map(verticle ->
                                verticle.getValue() instanceof JsonObject json ? json.getValue("verticle") : "")
                        .anyMatch(name -> String.valueOf(name).endsWith(AwaitServerVerticle.class.getName()));
    }

    /** The message of the innermost cause names the reason. */
    private static String problem(Transport transport) {
        Throwable cause = transport.unavailabilityCause();
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return "%s is not available (%s): auto or one of %s"
                .formatted(
                        Json.encode(transport.name()),
                        cause.toString().lines().findFirst().orElse(""),
                        available().map(Transport::name).toList());
    }
}
