package dev.warmer.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.connection.ConnectionLimiter;
import dev.warmer.metrics.ServerMetrics;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * Whoever says nothing, or takes nothing, may stay for a while and no longer.
 *
 * <p>Time passes for a test when a peer of its own, the clock, is left for its idleness.
 */
public interface TimeoutsContract extends ServerUnderTest {
    long SHORT_MS = 400;
    long PATIENT_MS = 3_000;
    String IDLE = idle(SHORT_MS);

    private static String idle(long ms) {
        return "ERROR IDLE_TIMEOUT no complete line received for " + ms + " ms";
    }

    private int portWith(String limit) {
        return portWith(limit, SHORT_MS);
    }

    private int portWith(String limit, long ms) {
        return deploy(config().put(limit, ms), line -> {}).port();
    }

    /** A server that a peer may stay with, though this machine be slow. */
    private int patientPort() {
        return portWith("idleTimeout", PATIENT_MS);
    }

    private static void letTimePass(int patientPort) {
        try (Peer clock = Peer.connect(patientPort)) {
            assertThat(clock.lines()).containsExactly(idle(PATIENT_MS));
        }
    }

    @Test
    default void leavesWhoSaysNothing() {
        int port = portWith("idleTimeout");
        long start = System.nanoTime();
        try (Peer silent = Peer.connect(port)) {
            assertThat(silent.lines()).containsExactly(IDLE);
        }
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(SHORT_MS * 1_000_000);
    }

    @Test
    default void leavesWhoSaysNothingMoreInMidGame() {
        try (Peer peer = Players.inAGame(Peer.connect(patientPort()))) {
            assertThat(peer.lines()).containsExactly(idle(PATIENT_MS));
        }
    }

    @Test
    default void leavesWhoDribblesALineThatDoesNotEnd() {
        int port = portWith("idleTimeout");
        try (Peer dribbler = Peer.connect(port)) {
            int sent = 0;
            while (sent < 1_000 && !dribbler.hears(IDLE, 10)) {
                dribbler.send("0");
                sent++;
            }
            assertThat(sent).isLessThan(1_000);
            assertThat(dribbler.line()).as("after the last word").isNull();
        }
    }

    @Test
    default void staysWithWhoeverCompletesLines() {
        int port = patientPort();
        CompletableFuture<Void> clock = CompletableFuture.runAsync(() -> letTimePass(port));
        try (Peer asking = Players.inAGame(Peer.connect(port));
                Peer telling = Players.inAGame(Peer.connect(port))) {
            while (!clock.isDone()) {
                assertThat(asking.send("REPORT Correct\nNUMBER\n").line()).isEqualTo("7");
                telling.send("REPORT Unsure\n");
            }
            clock.join();
            Players.plays(asking);
            Players.plays(telling);
        }
    }

    /** What it says waits unread for as long as it does not take the replies, but it says it. */
    @Test
    default void isNotIdleWhoseLinesWait() throws IOException {
        int port = patientPort();
        try (Glutton glutton = new Glutton(port)) {
            glutton.ask(Long.MAX_VALUE);
            letTimePass(port);
            assertThat(glutton.takeTheRest()).isTrue();
        }
    }

    /** Takes some at each turn of its own, for longer than it might take nothing. */
    @Test
    default void staysWithWhoTakesItsRepliesSlowly() throws IOException {
        int port = portWith("writeTimeout", PATIENT_MS);
        long end = System.nanoTime() + PATIENT_MS * 1_300_000;
        try (Glutton glutton = new Glutton(port)) {
            while (System.nanoTime() < end) {
                glutton.ask(Long.MAX_VALUE); // goes on until it is stuck, which takes a while
                assertThat(glutton.take(1 << 16)).isTrue();
            }
            assertThat(glutton.takeTheRest()).isTrue();
        }
    }

    @Test
    default void dropsWhoTakesNothing() throws IOException {
        int port = portWith("writeTimeout");
        ConnectionLimiter admission = ServerMetrics.of(vertx()).limiter();
        try (Glutton glutton = new Glutton(port);
                Peer healthy = Players.inAGame(Peer.connect(port))) {
            Eventually.holds("the glutton is in", () -> admission.open() == 2);
            askUntilStuckOrDropped(glutton);
            Eventually.is(1, admission::open);
            assertThat(getsAll(glutton)).isFalse();
            Players.plays(healthy);
        }
    }

    private static void askUntilStuckOrDropped(Glutton glutton) {
        try {
            glutton.ask(Long.MAX_VALUE);
        } catch (IOException dropped) {
            // While it was at it.
        }
    }

    private static boolean getsAll(Glutton glutton) {
        try {
            return glutton.takeTheRest();
        } catch (IOException dropped) {
            return false;
        }
    }
}
