package dev.warmer.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.warmer.game.Outcome;
import dev.warmer.protocol.Command;
import dev.warmer.protocol.Transcript;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ServerTelemetryTest {
    private final ServerMetrics tally = new ServerMetrics();
    private final ServerTelemetry telemetry = new ServerTelemetry(tally, new Transcript(line -> {}), false);

    @Test
    void countsEachLineOnceAndUnderItsKind() {
        ConnectionMetrics connection = telemetry.opened("peer");
        connection.received(new Command.Params(1, 5));
        connection.received(Command.NUMBER);
        connection.received(Command.NUMBER);
        connection.received(new Command.Report(Outcome.WARMER));
        connection.received(new Command.Report(Outcome.COLDER));
        connection.received(Command.NUMBER);
        connection.countReceived();
        connection.countReceived();
        assertThat(Arrays.stream(CommandType.values()).map(tally.lines()::of)).containsExactly(1L, 3L, 2L, 0L);
    }

    @Test
    void countsTheLinesOfAConnectionThatIsGone() {
        ConnectionMetrics connection = telemetry.opened("peer");
        connection.received(Command.NUMBER);
        connection.received(Command.NUMBER);
        connection.closed();
        assertThat(tally.lines().of(CommandType.NUMBER)).isEqualTo(2);
    }

    @Test
    void failedHandshakesAreLoggedAtInfo() {
        try (LogTrap log = LogTrap.of("dev.warmer.connection")) {
            telemetry.handshakeFailed("why\n");
            telemetry.handshakeFailed("10.0.0.1:5", "why");
            assertThat(log.events()).extracting(ILoggingEvent::getLevel).containsOnly(Level.INFO);
            assertThat(log.messages())
                    .containsExactly(
                            "a peer: the TLS handshake failed: why\\u000a",
                            "10.0.0.1:5: the TLS handshake failed: why");
        }
        assertThat(tally.unopened().sum())
                .as("the one that was no connection yet")
                .isOne();
    }
}
