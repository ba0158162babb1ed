package dev.warmer.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.connection.CloseReason;
import dev.warmer.game.Outcome;
import dev.warmer.protocol.Command;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConnectionMetricsTest {
    private final ServerMetrics server = new ServerMetrics();
    private final ConnectionMetrics connection = new ConnectionMetrics(server, "192.0.2.1:5", Optional.empty());

    private Long[] lines() {
        return Arrays.stream(CommandType.values()).map(server.lines()::of).toArray(Long[]::new);
    }

    @Test
    void countsEachLineOnceByItsType() {
        connection.received(new Command.Params(1, 5));
        connection.received(Command.NUMBER);
        connection.received(Command.NUMBER);
        connection.received(new Command.Report(Outcome.WARMER));
        connection.received(new Command.Report(Outcome.COLDER));
        connection.received(Command.CLEAR);
        connection.received(Command.NUMBER);
        connection.linesReceived();
        connection.linesReceived();
        assertThat(lines()).as(Arrays.toString(CommandType.values())).containsExactly(1L, 1L, 3L, 2L, 0L);
    }

    @Test
    void closeCountsTheLinesThatAreNotCountedYet() {
        connection.received(Command.NUMBER);
        connection.received(Command.NUMBER);
        connection.closed();
        assertThat(server.lines().of(CommandType.NUMBER)).isEqualTo(2);
    }

    @Test
    void firstReasonToCloseIsTheOneThatCounts() {
        connection.closing(CloseReason.WRITE_TIMEOUT, "30000 ms");
        connection.closing(CloseReason.RESET, "");
        connection.closed();
        assertThat(server.closed().of(CloseReason.WRITE_TIMEOUT)).isOne();
        assertThat(server.closed().total()).isOne();
    }
}
