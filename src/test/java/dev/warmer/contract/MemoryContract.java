package dev.warmer.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.connection.ConnectionLimiter;
import dev.warmer.metrics.ServerMetrics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Peers cost what they are, not what they send, and nothing once they are gone. */
public interface MemoryContract extends ServerUnderTest {
    int CHURN = 2_000;
    /**
     * More than can be on its way from a peer that asks and does not take: its own send buffer and the server's receive
     * buffer of 64 KiB each, which Linux doubles, and what the server holds of what it has read.
     */
    long SOME = 1L << 20;

    @Test
    default void takesNothingMoreFromThoseWhoAskForEverAndNeverTake() throws IOException {
        List<Glutton> gluttons = new ArrayList<>();
        try (Peer healthy = connect()) {
            for (int i = 0; i < 3; i++) {
                gluttons.add(new Glutton(port()));
            }
            for (Glutton glutton : gluttons) {
                assertThat(glutton.ask(SOME)).isLessThan(SOME);
            }
            for (Glutton glutton : gluttons) {
                assertThat(glutton.ask(SOME)).as("once it is stuck").isLessThan(1 << 20);
            }
            Players.plays(healthy);
            assertThat(gluttons.get(0).takeTheRest()).isTrue();
        } finally {
            for (Glutton glutton : gluttons) {
                glutton.close();
            }
        }
    }

    @Test
    default void keepsNothingOfThoseWhoAreGone() {
        ConnectionLimiter admission = ServerMetrics.of(vertx()).limiter();
        try (Peer healthy = connect()) {
            churn(20); // whatever the first of them bring into being
            Players.plays(healthy);
            Eventually.is(1, admission::open);
            long descriptors = Resources.descriptors();
            churn(CHURN);
            Eventually.is(1, admission::open);
            Eventually.holds("no descriptor is left open", () -> Resources.descriptors() <= descriptors);
            Players.plays(healthy);
        }
    }

    private void churn(int count) {
        for (int i = 0; i < count; i++) {
            Peer peer = connect();
            switch (i % 4) {
                case 0 -> Players.inAGame(peer).send("REPORT Correct\n\n").close();
                case 1 -> Players.inAGame(peer).reset();
                case 2 -> peer.close();
                default -> peer.send("PARAMS 1 9\nNUMBER\nNUMBER\n").reset();
            }
        }
    }
}
