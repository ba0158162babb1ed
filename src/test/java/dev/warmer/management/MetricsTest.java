package dev.warmer.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.connection.CloseReason;
import dev.warmer.protocol.ErrorCode;
import dev.warmer.testing.Await;
import dev.warmer.testing.Driver;
import dev.warmer.testing.EachDriver;
import dev.warmer.testing.NonReadingClient;
import dev.warmer.testing.Peer;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class MetricsTest {
    private static final JsonObject DEFAULTS = new JsonObject();

    private Vertx vertx;
    private Management operations;

    @BeforeEach
    void deploy(Vertx created) {
        vertx = created;
        operations = Management.deploy(vertx);
    }

    private Driver.Server start(Driver driver, JsonObject config) {
        return driver.deploy(vertx, config);
    }

    private static String closed(CloseReason cause) {
        return "connections_closed_total{cause=\"" + cause.name().toLowerCase(Locale.ROOT) + "\"}";
    }

    private static String errors(ErrorCode code) {
        return "errors_total{code=\"" + code + "\"}";
    }

    private static String lines(String command) {
        return "lines_total{command=\"" + command + "\"}";
    }

    @EachDriver
    void countsAGameFromEndToEnd(Driver driver) throws IOException {
        Driver.Server server = start(driver, DEFAULTS);
        try (Peer peer = Peer.connect(server.port())) {
            peer.send("PARAMS 1 3\nNUMBER\nREPORT Unsure\nNUMBER\nREPORT Unsure\nNUMBER\nREPORT Correct\n")
                    .send("PARAMS 1 9\nNUMBER\nNUMBER\nPARAMS 0 -1\n\n")
                    .lines();
        }
        Scrape scrape = operations.scrapeUntil(closed(CloseReason.END), 1);
        assertThat(scrape.of("connections_accepted_total")).isOne();
        assertThat(scrape.of("connections_open")).isZero();
        assertThat(scrape.of("games_started_total")).isEqualTo(2);
        assertThat(scrape.of("games_won_total")).isOne();
        assertThat(scrape.of("games_abandoned_total")).isOne();
        assertThat(scrape.of("game_guesses_bucket{le=\"2.0\"}")).isZero();
        assertThat(scrape.of("game_guesses_bucket{le=\"4.0\"}")).isOne();
        assertThat(scrape.of("game_guesses_count")).isOne();
        assertThat(scrape.of("game_guesses_sum")).isEqualTo(3);
        assertThat(scrape.of(lines("params"))).isEqualTo(3);
        assertThat(scrape.of(lines("number"))).isEqualTo(5);
        assertThat(scrape.of(lines("report"))).isEqualTo(3);
        assertThat(scrape.of(lines("end"))).isOne();
        assertThat(scrape.of("reply_seconds_count")).isPositive();
        assertThat(scrape.of("reply_seconds_bucket{le=\"+Inf\"}")).isEqualTo(scrape.of("reply_seconds_count"));
    }

    @EachDriver
    void countsOpenConnections(Driver driver) throws IOException {
        Driver.Server server = start(driver, DEFAULTS);
        try (Peer one = Peer.connect(server.port());
                Peer other = Peer.connect(server.port())) {
            one.send("PARAMS 1 9\nNUMBER\n").line();
            operations.scrapeUntil("connections_open", 2);
            other.disconnect();
            operations.scrapeUntil("connections_open", 1);
        }
        Scrape scrape = operations.scrapeUntil("connections_open", 0);
        assertThat(scrape.of(closed(CloseReason.PEER))).isEqualTo(2);
        assertThat(scrape.of("games_abandoned_total")).isOne();
    }

    /** The errors that one line causes. */
    private static Map<ErrorCode, String> violations() {
        Map<ErrorCode, String> violations = new EnumMap<>(ErrorCode.class);
        violations.put(ErrorCode.UNKNOWN_COMMAND, "warmer_{x=\"y\"} 1\n");
        violations.put(ErrorCode.BAD_ARGUMENTS, "NUMBER 1\n");
        violations.put(ErrorCode.BAD_INTEGER, "PARAMS 1 x\n");
        violations.put(ErrorCode.BAD_RANGE, "PARAMS 2 1\n");
        violations.put(ErrorCode.BAD_OUTCOME, "PARAMS 1 2\nNUMBER\nREPORT warm\n");
        violations.put(ErrorCode.NO_GAME, "NUMBER\n");
        violations.put(ErrorCode.NO_GUESS, "PARAMS 1 2\nREPORT Unsure\n");
        violations.put(ErrorCode.RANGE_EXHAUSTED, "PARAMS 1 1\nNUMBER\nNUMBER\n");
        violations.put(ErrorCode.LINE_TOO_LONG, "x".repeat(2000));
        violations.put(ErrorCode.BAD_ENCODING, "\u0001\u00ff\n");
        return violations;
    }

    @EachDriver
    void countsErrorsByCodeAndCreatesNoSeriesFromInput(Driver driver) throws IOException {
        Driver.Server server = start(driver, DEFAULTS);
        // The lag is not measured for servers on virtual threads, whose tasks have no thread of their own.
        Set<String> before = operations
                .scrapeUntil(seen -> driver == Driver.AWAIT || EventLoopLagTest.isMeasured(seen))
                .ours();
        for (String input : violations().values()) {
            try (Peer peer = Peer.connect(server.port())) {
                peer.send(input).lines();
            }
        }
        Scrape scrape = operations.scrapeUntil(
                closed(CloseReason.VIOLATION), violations().size());
        violations()
                .keySet()
                .forEach(code ->
                        assertThat(scrape.of(errors(code))).as(code.name()).isOne());
        assertThat(scrape.ours()).isEqualTo(before);
    }

    @EachDriver
    void countsConnectionsOverMaxConnections(Driver driver) throws IOException {
        Driver.Server server = start(driver, new JsonObject().put("maxConnections", 1));
        try (Peer in = Peer.connect(server.port())) {
            in.send("PARAMS 1 9\nNUMBER\n").line();
            try (Peer out = Peer.connect(server.port())) {
                assertThat(out.line()).startsWith("ERROR TOO_MANY_CONNECTIONS");
            }
            Scrape scrape = operations.scrapeUntil(closed(CloseReason.REFUSED), 1);
            assertThat(scrape.of("connections_refused_total{cause=\"max_connections\"}"))
                    .isOne();
            assertThat(scrape.of("connections_refused_total{cause=\"max_connections_per_address\"}"))
                    .isZero();
            assertThat(scrape.of(errors(ErrorCode.TOO_MANY_CONNECTIONS))).isOne();
            assertThat(scrape.of("connections_accepted_total")).isEqualTo(2);
            assertThat(scrape.of("connections_open")).isOne();
        }
    }

    @EachDriver
    void countsConnectionsOverMaxConnectionsPerAddress(Driver driver) throws IOException {
        Driver.Server server = start(driver, new JsonObject().put("maxConnectionsPerAddress", 1));
        try (Peer in = Peer.connect(server.port())) {
            in.send("PARAMS 1 9\nNUMBER\n").line();
            try (Peer out = Peer.connect(server.port())) {
                out.lines();
            }
            operations.scrapeUntil("connections_refused_total{cause=\"max_connections_per_address\"}", 1);
        }
    }

    @EachDriver
    void countsIdleTimeouts(Driver driver) throws IOException {
        Driver.Server server = start(driver, new JsonObject().put("idleTimeout", 20));
        try (Peer peer = Peer.connect(server.port())) {
            assertThat(peer.line()).startsWith("ERROR IDLE_TIMEOUT");
        }
        assertThat(operations.scrapeUntil(closed(CloseReason.IDLE_TIMEOUT), 1).of(errors(ErrorCode.IDLE_TIMEOUT)))
                .isOne();
    }

    @EachDriver
    void countsResets(Driver driver) throws IOException {
        Driver.Server server = start(driver, DEFAULTS);
        Peer peer = Peer.connect(server.port());
        peer.send("PARAMS 1 9\nNUMBER\n").line();
        peer.reset();
        operations.scrapeUntil(closed(CloseReason.RESET), 1);
    }

    @EachDriver
    void countsWriteTimeouts(Driver driver) throws IOException {
        Driver.Server server = start(driver, new JsonObject().put("writeTimeout", 200));
        try (NonReadingClient client = new NonReadingClient(server.port())) {
            client.sendUntilBlockedOrClosed();
            operations.scrapeUntil(closed(CloseReason.WRITE_TIMEOUT), 1);
        }
    }

    @EachDriver
    void countsInternalErrors(Driver driver) throws IOException {
        Driver.Server server = driver.deploy(vertx, new JsonObject().put("transcript", true), line -> {
            throw new IllegalStateException("simulated");
        });
        try (Peer peer = Peer.connect(server.port())) {
            peer.send("PARAMS 1 9\nNUMBER\nREPORT Unsure\n").line();
            assertThat(peer.line()).startsWith("ERROR INTERNAL");
        }
        assertThat(operations.scrapeUntil(closed(CloseReason.INTERNAL), 1).of(errors(ErrorCode.INTERNAL)))
                .isOne();
    }

    @EachDriver
    void countsConnectionsClosedByAStop(Driver driver) throws IOException {
        Driver.Server server = start(driver, new JsonObject().put("drainTimeout", 50));
        try (Peer idle = Peer.connect(server.port());
                Peer player = Peer.connect(server.port())) {
            idle.send("PARAMS 1 1\nNUMBER\nPARAMS 0 -1\n").line();
            player.send("PARAMS 1 9\nNUMBER\n").line();
            operations.scrapeUntil(lines("params"), 3);
            var stopped = vertx.undeploy(server.id());
            idle.lines();
            assertThat(player.line()).startsWith("ERROR SHUTTING_DOWN");
            player.disconnect();
            idle.disconnect();
            Await.result(stopped);
        }
        Scrape scrape = operations.scrapeUntil("connections_open", 0);
        assertThat(scrape.of(closed(CloseReason.DRAINED))).isOne();
        assertThat(scrape.of(closed(CloseReason.SHUTDOWN))).isOne();
        assertThat(scrape.of(errors(ErrorCode.SHUTTING_DOWN))).isOne();
    }
}
