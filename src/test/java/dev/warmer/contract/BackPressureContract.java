package dev.warmer.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.config.ConfigReloader;
import dev.warmer.connection.ConnectionLimiter;
import dev.warmer.metrics.ServerMetrics;
import dev.warmer.testing.Await;
import dev.warmer.testing.Driver;
import dev.warmer.testing.NonReadingClient;
import dev.warmer.testing.Peer;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Clients that read their replies late, slowly, or not at all. */
public interface BackPressureContract extends ServerUnderTest {
    /**
     * More than a server accepts while its replies are not read: the client's send buffer and the server's receive
     * buffer of 64 KiB each, which Linux doubles, and the replies that the server holds.
     */
    long LIMIT_BYTES = 1L << 20;

    int WRITE_TIMEOUT_MS = 2_000;
    int SHORT_MS = 100;
    int LONG_MS = 10_000;
    int VERY_LONG_MS = 3_600_000;

    @Test
    default void doesNotReadFromClientThatDoesNotRead() throws IOException {
        try (NonReadingClient first = new NonReadingClient(port());
                NonReadingClient second = new NonReadingClient(port());
                Peer other = connect()) {
            assertThat(first.sendUntilBlocked(LIMIT_BYTES)).isLessThan(LIMIT_BYTES);
            assertThat(second.sendUntilBlocked(LIMIT_BYTES)).isLessThan(LIMIT_BYTES);
            other.playGame();
            assertThat(first.readAll()).isTrue();
        }
    }

    @Test
    default void writeTimeoutClosesClientThatDoesNotRead() throws IOException {
        int port = deploy(config().put("writeTimeout", SHORT_MS)).port();
        ConnectionLimiter limiter = ServerMetrics.of(vertx()).limiter();
        try (NonReadingClient client = new NonReadingClient(port);
                Peer other = Peer.connect(port).startGame()) {
            Await.equal(2, limiter::open);
            client.sendUntilBlockedOrClosed();
            Await.equal(1, limiter::open);
            assertThat(receivesAll(client)).isFalse();
            other.playGame();
        }
    }

    private static boolean receivesAll(NonReadingClient client) {
        try {
            return client.readAll();
        } catch (IOException closed) {
            return false;
        }
    }

    /** The client reads some replies again and again, for longer than the write timeout. */
    @Test
    default void writeTimeoutDoesNotCloseSlowReader() throws IOException {
        int port = deploy(config().put("writeTimeout", WRITE_TIMEOUT_MS)).port();
        long start = System.nanoTime();
        try (NonReadingClient client = new NonReadingClient(port)) {
            while (System.nanoTime() - start < WRITE_TIMEOUT_MS * 1_300_000L) {
                client.sendUntilBlocked(Long.MAX_VALUE);
                assertThat(client.read(1 << 16)).isTrue();
            }
            assertThat(client.readAll()).isTrue();
        }
    }

    /** The server does not read the lines that follow until the replies are sent. */
    @Test
    default void connectionIsNotIdleWhileItsRepliesAreUnsent() throws IOException {
        Driver.Server server = deploy(config().put("idleTimeout", LONG_MS));
        try (NonReadingClient client = new NonReadingClient(server.port())) {
            client.sendUntilBlocked(Long.MAX_VALUE);
            setIdleTimeout(server, SHORT_MS);
            Peer.connect(server.port()).assertClosedWithError("IDLE_TIMEOUT");
            setIdleTimeout(server, LONG_MS);
            assertThat(client.readAll()).isTrue();
        }
    }

    @Test
    default void loweredIdleTimeoutClosesConnectionThatWaits() {
        Driver.Server server = deploy(config().put("idleTimeout", VERY_LONG_MS));
        try (Peer peer = Peer.connect(server.port()).startGame()) {
            setIdleTimeout(server, SHORT_MS);
            peer.assertClosedWithError("IDLE_TIMEOUT");
        }
    }

    @Test
    default void loweredWriteTimeoutClosesClientThatDoesNotRead() throws IOException {
        Driver.Server server = deploy(config().put("writeTimeout", VERY_LONG_MS));
        ConnectionLimiter limiter = ServerMetrics.of(vertx()).limiter();
        try (NonReadingClient client = new NonReadingClient(server.port())) {
            client.sendUntilBlocked(Long.MAX_VALUE);
            ConfigReloader.publish(vertx(), server.id(), config().put("writeTimeout", SHORT_MS));
            Await.equal(0, limiter::open);
            assertThat(receivesAll(client)).isFalse();
        }
    }

    private void setIdleTimeout(Driver.Server server, long ms) {
        ConfigReloader.publish(vertx(), server.id(), config().put("idleTimeout", ms));
    }

    @Test
    default void drainTimeoutSendsUnsentRepliesBeforeTheError() {
        Driver.Server server = deploy(config().put("drainTimeout", SHORT_MS));
        Future<Void> stopped;
        try (Peer slow = Peer.connectWithSmallBuffer(server.port())) {
            CompletableFuture<Void> sent = slow.sendAsync("PARAMS 1 9999999\n" + "NUMBER\n".repeat(50_000));
            String first = slow.line();
            stopped = vertx().undeploy(server.id());
            List<String> lines = slow.lines();
            assertThat(lines.remove(lines.size() - 1)).startsWith("ERROR SHUTTING_DOWN ");
            assertThat(lines).doesNotContain(first).doesNotHaveDuplicates().allMatch(line -> line.matches("\\d+"));
            sent.join();
        }
        Await.result(stopped);
    }
}
