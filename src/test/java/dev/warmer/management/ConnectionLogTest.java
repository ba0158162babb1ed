package dev.warmer.management;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.warmer.metrics.LogRateLimiter;
import dev.warmer.testing.Await;
import dev.warmer.testing.Driver;
import dev.warmer.testing.EachDriver;
import dev.warmer.testing.LogCaptor;
import dev.warmer.testing.Peer;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;

@ExtendWith(VertxExtension.class)
class ConnectionLogTest {
    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final LogRateLimiter limiter = new LogRateLimiter();
    private final LogCaptor log = LogCaptor.of("dev.warmer.connection");

    @AfterEach
    void close() {
        context.getTurboFilterList().remove(limiter);
        log.close();
    }

    private ILoggingEvent await(String start) {
        return log.await(event -> event.getFormattedMessage().startsWith(start));
    }

    @EachDriver
    void logsOpenAndCloseOfEachConnection(Driver driver, Vertx vertx) throws IOException {
        Driver.Server server = driver.deploy(vertx, new JsonObject());
        try (Peer peer = Peer.connect(server.port())) {
            peer.send("PARAMS 1 1\nNUMBER\nREPORT Correct\nPARAMS 1 9\nNUMBER\nNUMBER\n\n")
                    .lines();
            peer.disconnect();
            String name = peer.address();
            ILoggingEvent closed = await(name + ": closed");
            assertThat(closed.getFormattedMessage())
                    .matches(Pattern.quote(name) + ": closed: end after \\d+ ms, 2 games, 3 guesses");
            assertThat(closed.getLevel()).isEqualTo(Level.DEBUG);
            assertThat(log.messages()).hasSize(2).contains(name + ": opened");
        }
    }

    @EachDriver
    void escapesAndTruncatesInput(Driver driver, Vertx vertx) throws IOException {
        Driver.Server server = driver.deploy(vertx, new JsonObject());
        try (Peer peer = Peer.connect(server.port())) {
            peer.send("A\u001b[2J\r\u00e9" + "x".repeat(500) + " B\n").lines();
            peer.disconnect();
            assertThat(await(peer.address() + ": closed: violation").getFormattedMessage())
                    .endsWith(" guesses: BAD_ENCODING \"A\\x1b[2J\\x0d\\xe9" + "x".repeat(33) + "\"... is not UTF-8");
        }
    }

    @EachDriver
    void logsATimeoutAtInfo(Driver driver, Vertx vertx) throws IOException {
        Driver.Server server = driver.deploy(vertx, new JsonObject().put("idleTimeout", 20));
        try (Peer peer = Peer.connect(server.port())) {
            peer.lines();
            peer.disconnect();
            ILoggingEvent closed = await(peer.address() + ": closed");
            assertThat(closed.getLevel()).isEqualTo(Level.INFO);
            assertThat(closed.getFormattedMessage())
                    .matches(Pattern.quote(peer.address())
                            + ": closed: idle_timeout after \\d+ ms, 0 games, 0 guesses: "
                            + "IDLE_TIMEOUT no complete line received for 20 ms");
            assertThat(closed.getKeyValuePairs())
                    .extracting(pair -> pair.key + "=" + (pair.key.equals("durationMs") ? "" : pair.value))
                    .containsExactly(
                            "peer=" + peer.address(),
                            "reason=idle_timeout",
                            "detail=IDLE_TIMEOUT no complete line received for 20 ms",
                            "durationMs=",
                            "games=0",
                            "guesses=0");
        }
    }

    @EachDriver
    void logsAnInternalErrorOnceWithItsStackTrace(Driver driver, Vertx vertx) throws IOException {
        Driver.Server server = driver.deploy(vertx, new JsonObject().put("transcript", true), line -> {
            throw new IllegalStateException("simulated\n");
        });
        try (Peer peer = Peer.connect(server.port())) {
            peer.send("PARAMS 1 9\nNUMBER\nREPORT Unsure\nREPORT Unsure\n").lines();
            peer.disconnect();
            assertThat(await(peer.address() + ": closed: internal").getFormattedMessage())
                    .endsWith(": java.lang.IllegalStateException: simulated\\x0a");
            assertThat(log.events())
                    .filteredOn(event -> event.getLevel() == Level.ERROR)
                    .singleElement()
                    .satisfies(event ->
                            assertThat(event.getThrowableProxy().getMessage()).isEqualTo("simulated\n"));
        }
    }

    @EachDriver
    void refusedConnectionsAreLoggedUpToARate(Driver driver, Vertx vertx) throws IOException {
        Driver.Server server = driver.deploy(vertx, new JsonObject().put("maxConnections", 1));
        Management operations = Management.deploy(vertx);
        long suppressed = LogRateLimiter.suppressed();
        limiter.setContext(context);
        context.addTurboFilter(limiter);
        try (Peer in = Peer.connect(server.port())) {
            in.send("PARAMS 1 9\nNUMBER\n").line();
            for (int i = 0; i < 100; i++) {
                try (Peer out = Peer.connect(server.port())) {
                    out.lines();
                }
            }
        }
        Await.equal(100, () -> (int) (shown() + LogRateLimiter.suppressed() - suppressed));
        assertThat(shown()).isLessThan(100);
        assertThat(operations.scrape().of("log_suppressed_total")).isEqualTo((double) LogRateLimiter.suppressed());
    }

    private long shown() {
        return log.messages().stream()
                .filter(line -> line.contains(": closed: refused "))
                .count();
    }
}
