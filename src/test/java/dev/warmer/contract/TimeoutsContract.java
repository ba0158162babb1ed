package dev.warmer.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.config.ConfigReloader;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The timeouts as far as they depend on sockets. */
public interface TimeoutsContract extends ServerUnderTest {
    long SHORT_MS = 100;
    long VERY_LONG_MS = 600_000;
    long WRITE_TIMEOUT_MS = 2_000;
    String IDLE = "ERROR IDLE_TIMEOUT no complete line received for " + SHORT_MS + " ms";

    private Deployed deployWith(String limit, long ms) {
        return deploy(config().put(limit, ms), line -> {});
    }

    @Test
    default void idleTimeoutClosesConnection() {
        try (Peer silent = Peer.connect(deployWith("idleTimeout", SHORT_MS).port())) {
            assertThat(silent.lines()).containsExactly(IDLE);
        }
    }

    @Test
    default void idleTimeoutClosesConnectionThatSendsNoWholeLine() {
        try (Peer peer = Peer.connect(deployWith("idleTimeout", SHORT_MS).port())) {
            int sent = 0;
            while (sent < 1_000 && !peer.hears(IDLE, 10)) {
                peer.send("0");
                sent++;
            }
            assertThat(sent).isLessThan(1_000);
            assertThat(peer.line()).as("after the ERROR line").isNull();
        }
    }

    /** Its next lines wait unread until it takes the replies. */
    @Test
    default void connectionIsNotIdleWhileItsRepliesAreUnsent() throws IOException {
        Deployed server = deploy(config(), line -> {});
        try (Glutton glutton = new Glutton(server.port())) {
            glutton.ask(Long.MAX_VALUE);
            setIdleTimeout(server, SHORT_MS);
            try (Peer silent = Peer.connect(server.port())) {
                assertThat(silent.lines()).containsExactly(IDLE);
            }
            setIdleTimeout(server, VERY_LONG_MS);
            assertThat(glutton.takeTheRest()).isTrue();
        }
    }

    private void setIdleTimeout(Deployed server, long ms) {
        ConfigReloader.publish(vertx(), server.id(), config().put("idleTimeout", ms));
    }

    /** It takes some replies again and again, and all of this takes longer than the write timeout. */
    @Test
    default void writeTimeoutDoesNotCloseSlowReader() throws IOException {
        int port = deployWith("writeTimeout", WRITE_TIMEOUT_MS).port();
        long end = System.nanoTime() + WRITE_TIMEOUT_MS * 1_300_000;
        try (Glutton glutton = new Glutton(port)) {
            while (System.nanoTime() < end) {
                glutton.ask(Long.MAX_VALUE);
                assertThat(glutton.take(1 << 16)).isTrue();
            }
            assertThat(glutton.takeTheRest()).isTrue();
        }
    }
}
