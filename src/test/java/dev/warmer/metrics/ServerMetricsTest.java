package dev.warmer.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.connection.CloseReason;
import dev.warmer.game.Outcome;
import dev.warmer.game.Range;
import dev.warmer.protocol.Command;
import dev.warmer.testing.LogCaptor;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBucket;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServerMetricsTest {
    private final ServerMetrics all = new ServerMetrics();
    private final DriverMetrics metrics = all.of(Driver.THREADS);
    private final ConnectionMetrics connection = new ConnectionMetrics(metrics, "peer", Optional.empty());
    private final LogCaptor log = LogCaptor.of(ConnectionMetrics.LOG.getName());

    @AfterEach
    void close() {
        log.close();
    }

    private static List<Double> bounds(HistogramDataPointSnapshot histogram) {
        return histogram.getClassicBuckets().stream()
                .map(ClassicHistogramBucket::getUpperBound)
                .toList();
    }

    @Test
    void repliesAreTimedFromAMicrosecondToASecond() {
        assertThat(bounds(metrics.replySeconds()))
                .isSorted()
                .doesNotHaveDuplicates()
                .startsWith(1e-6, 2e-6, 5e-6, 1e-5)
                .endsWith(0.5, 1.0, Double.POSITIVE_INFINITY);
    }

    @Test
    void bucketIncludesItsBound() {
        connection.repliesWritten(1_000);
        connection.repliesWritten(1_001);
        connection.repliesWritten(2_000_000_000);
        ClassicHistogramBuckets buckets = metrics.replySeconds().getClassicBuckets();
        assertThat(buckets.getCount(0)).isOne();
        assertThat(buckets.getCount(1)).isOne();
        assertThat(buckets.getCount(buckets.size() - 1)).isOne();
    }

    @Test
    void guessesAreCountedInPowersOfTwo() {
        connection.won(5);
        assertThat(bounds(metrics.guesses()))
                .startsWith(1.0, 2.0, 4.0, 8.0)
                .endsWith(65_536.0, Double.POSITIVE_INFINITY);
        assertThat(metrics.guesses().getClassicBuckets().getCount(3)).isOne();
        assertThat(metrics.won.getLongValue()).isOne();
    }

    @Test
    void eachCloseReasonHasACountOfItsOwn() {
        assertThat(metrics.closed.keySet()).containsExactly(CloseReason.values());
        for (CloseReason reason : CloseReason.values()) {
            CounterDataPoint count = metrics.closed.get(reason);
            count.inc();
            assertThat(count.getLongValue()).isOne();
        }
    }

    @Test
    void firstReasonToCloseIsTheOneThatCounts() {
        connection.closing(CloseReason.WRITE_TIMEOUT, "30000 ms");
        connection.closing(CloseReason.RESET, "");
        connection.closed();
        assertThat(metrics.closed.get(CloseReason.WRITE_TIMEOUT).getLongValue()).isOne();
        assertThat(metrics.closed.get(CloseReason.RESET).getLongValue()).isZero();
    }

    @Test
    void openConnectionsAreThoseNotClosed() {
        assertThat(metrics.open()).isOne();
        connection.closed();
        assertThat(metrics.open()).isZero();
    }

    @Test
    void driversAreCountedApart() {
        new ConnectionMetrics(all.of(Driver.WEB), "other", Optional.empty());
        new ConnectionMetrics(all.of(Driver.WEB), "other", Optional.empty());
        assertThat(all.of(Driver.WEB).open()).isEqualTo(2);
        assertThat(metrics.open()).isOne();
        assertThat(all.drivers()).extracting(DriverMetrics::driver).containsExactly(Driver.THREADS, Driver.WEB);
    }

    @Test
    void connectionsClosedLastAreRemembered() {
        connection.bytesReceived(10);
        connection.bytesSent(3);
        connection.started(new Range(1, 2));
        connection.won(2);
        connection.closing(CloseReason.VIOLATION, "NO_GAME");
        connection.closed();
        for (int i = 1; i <= ServerMetrics.MAX_CLOSED; i++) {
            assertThat(all.closedLast()).hasSize(i);
            new ConnectionMetrics(metrics, "peer " + i, Optional.empty()).closed();
            assertThat(all.closedLast().get(0).info(System.nanoTime()).address())
                    .isEqualTo("peer " + i);
        }
        assertThat(all.closedLast()).hasSize(ServerMetrics.MAX_CLOSED).doesNotContain(connection);
        ConnectionInfo info = connection.info(System.nanoTime());
        assertThat(info)
                .isEqualTo(new ConnectionInfo(
                        "peer",
                        Driver.THREADS,
                        info.ageMs(),
                        info.durationMs(),
                        1,
                        2,
                        10,
                        3,
                        Optional.of(CloseReason.VIOLATION),
                        "NO_GAME"));
        assertThat(info.durationMs()).isBetween(0L, info.ageMs());
    }

    @Test
    void linesAreCountedByTheirCommand() {
        connection.received(new Command.Params(1, 2));
        connection.received(Command.GAME_OVER);
        connection.received(Command.CLEAR);
        connection.received(Command.NUMBER);
        connection.received(Command.NUMBER);
        connection.received(new Command.Report(Outcome.WARMER));
        connection.received(Command.END);
        connection.linesReceived();
        connection.linesReceived(); // counts none twice
        assertThat(metrics.lines.values().stream().map(CounterDataPoint::getLongValue))
                .as("PARAMS, CLEAR, NUMBER, REPORT, END")
                .containsExactly(2L, 1L, 2L, 1L, 1L);
    }

    @Test
    void closeCountsTheLinesThatAreNotCountedYet() {
        connection.received(Command.NUMBER);
        connection.received(Command.NUMBER);
        connection.closed();
        assertThat(metrics.lines.get(Command.NUMBER.type()).getLongValue()).isEqualTo(2);
    }

    @Test
    void connectionsThatFailBeforeTheyAreOpenAreCountedAndLogged() {
        metrics.failedBeforeOpen(new IOException("closed\n"));
        metrics.failedBeforeOpen(new IOException());
        metrics.failedBeforeOpen(new IOException("accept(..) failed: Too many open files"));
        metrics.handshakeFailedBeforeOpen("peer", "no\tcertificate", System.nanoTime());
        assertThat(log.messages())
                .hasSize(4)
                .startsWith(
                        "a connection failed before it was open: closed\\x0a",
                        "a connection failed before it was open: java.io.IOException",
                        "a connection failed before it was open: out of file descriptors")
                .last()
                .asString()
                .matches("peer: closed: handshake after \\d+ ms, 0 games, 0 guesses: "
                        + "TLS handshake failed: no\\\\x09certificate");
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
