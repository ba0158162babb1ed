package dev.warmer.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.connection.ConnectionLimiter;
import dev.warmer.metrics.ServerMetrics;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A client that does not read its replies affects only itself. */
public interface BackPressureContract extends ServerUnderTest {
    /**
     * More than can be on its way from a client that does not read: its own send buffer and the server's receive buffer
     * of 64 KiB each, which Linux doubles, and what the server holds of what it has read.
     */
    long LIMIT = 1L << 20;

    @Test
    default void readsNoMoreFromClientsThatDoNotRead() throws IOException {
        try (Flood first = new Flood(port());
                Flood second = new Flood(port());
                Peer healthy = connect()) {
            assertThat(first.sendUntilStuck(LIMIT)).isLessThan(LIMIT);
            assertThat(second.sendUntilStuck(LIMIT)).isLessThan(LIMIT);
            for (int i = 1; i <= 100; i++) {
                assertThat(healthy.send("PARAMS " + i + " " + i + "\nNUMBER\n").line())
                        .isEqualTo(String.valueOf(i));
            }
            first.checkReplies();
        }
    }

    @Test
    default void writeTimeoutClosesClientThatDoesNotRead() throws IOException {
        int port = deploy(config().put("writeTimeout", 100), line -> {}).port();
        ConnectionLimiter limiter = ServerMetrics.of(vertx()).limiter();
        try (Glutton glutton = new Glutton(port);
                Peer healthy = Players.inAGame(Peer.connect(port))) {
            Eventually.is(2, limiter::open);
            askUntilStuckOrClosed(glutton);
            Eventually.is(1, limiter::open);
            assertThat(getsAll(glutton)).isFalse();
            Players.plays(healthy);
        }
    }

    private static void askUntilStuckOrClosed(Glutton glutton) {
        try {
            glutton.ask(Long.MAX_VALUE);
        } catch (IOException closed) {
            // While it was asking.
        }
    }

    private static boolean getsAll(Glutton glutton) {
        try {
            return glutton.takeTheRest();
        } catch (IOException closed) {
            return false;
        }
    }
}
