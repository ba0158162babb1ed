package dev.warmer.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.connection.CloseReason;
import dev.warmer.game.Outcome;
import dev.warmer.protocol.Command;
import io.vertx.core.Vertx;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ServerMetricsTest {
    @Test
    void aBucketHoldsItsBound() {
        Histogram histogram = new Histogram(1, 10);
        for (long value : new long[] {0, 1, 2, 10, 11, Long.MAX_VALUE / 2}) {
            histogram.record(value);
        }
        assertThat(histogram.counts()).containsExactly(2, 2, 2);
        assertThat(histogram.count()).isEqualTo(6);
        assertThat(histogram.sum()).isEqualTo(24 + Long.MAX_VALUE / 2);
    }

    @Test
    void repliesAreTimedFromAMicrosecondToASecond() {
        long[] bounds = new ServerMetrics().replies().bounds();
        assertThat(bounds).isSorted().startsWith(1_000, 2_000, 5_000, 10_000).endsWith(500_000_000, 1_000_000_000);
        assertThat(Arrays.stream(bounds).distinct().count()).isEqualTo(bounds.length);
    }

    @Test
    void eachConstantHasACountOfItsOwn() {
        EnumCounters<CloseReason> counts = new EnumCounters<>(CloseReason.class);
        for (CloseReason closing : CloseReason.values()) {
            counts.increment(closing);
            assertThat(counts.of(closing)).isOne();
        }
        assertThat(counts.total()).isEqualTo(CloseReason.values().length);
    }

    @Test
    void knowsLinesByTheirCommand() {
        assertThat(CommandType.of(new Command.Params(1, 2))).isEqualTo(CommandType.PARAMS);
        assertThat(CommandType.of(Command.GAME_OVER)).isEqualTo(CommandType.PARAMS);
        assertThat(CommandType.of(Command.CLEAR)).isEqualTo(CommandType.CLEAR);
        assertThat(CommandType.of(Command.NUMBER)).isEqualTo(CommandType.NUMBER);
        assertThat(CommandType.of(new Command.Report(Outcome.WARMER))).isEqualTo(CommandType.REPORT);
        assertThat(CommandType.of(Command.END)).isEqualTo(CommandType.END);
    }

    @Test
    void eachVertxHasItsOwn() {
        Vertx one = Vertx.vertx();
        Vertx other = Vertx.vertx();
        try {
            assertThat(ServerMetrics.of(one)).isSameAs(ServerMetrics.of(one)).isNotSameAs(ServerMetrics.of(other));
        } finally {
            one.close().toCompletionStage().toCompletableFuture().join();
            other.close().toCompletionStage().toCompletableFuture().join();
        }
    }
}
