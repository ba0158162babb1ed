package dev.warmer.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OpenConnectionsTest {
    private final OpenConnections open = new OpenConnections();
    private final List<Counted> all = new ArrayList<>();

    private final class Counted implements OpenConnections.ManagedConnection {
        private int checks;

        @Override
        public void check(long now) {
            checks++;
        }

        @Override
        public void reset() {
            open.remove(this);
        }

        @Override
        public ConnectionListener listener() {
            return ConnectionListener.NONE;
        }
    }

    private void add(int count) {
        for (int i = 0; i < count; i++) {
            Counted connection = new Counted();
            all.add(connection);
            open.add(connection);
        }
    }

    private int checks() {
        return all.stream().mapToInt(connection -> connection.checks).sum();
    }

    /** An event loop checks at most a thousand connections in one iteration. */
    @Test
    void checksABoundedNumberAtATime() {
        add(50_000);
        open.startRound();
        for (int turn = 1; turn < 50; turn++) {
            assertThat(open.check(0)).isTrue();
            assertThat(checks()).isEqualTo(turn * OpenConnections.MAX_CHECKS);
        }
        assertThat(open.check(0)).as("the round is complete").isFalse();
        assertThat(all).allMatch(connection -> connection.checks == 1);
    }

    @Test
    void connectionsMayCloseDuringARound() {
        add(3_000);
        open.startRound();
        open.check(0);
        all.stream().filter(connection -> connection.checks == 0).limit(500).forEach(open::remove);
        while (open.check(0)) {
            // the rest of the round
        }
        assertThat(checks()).isBetween(2_500, 3_000);
        assertThat(open.size()).isEqualTo(2_500);
    }

    @Test
    void reportsThatTheLastIsClosed() {
        AtomicInteger empty = new AtomicInteger();
        add(2);
        open.whenEmpty(empty::incrementAndGet);
        open.remove(all.get(0));
        assertThat(empty).hasValue(0);
        open.remove(all.get(1));
        assertThat(empty).hasValue(1);
    }

    @Test
    void reportsAtOnceThatNoneIsOpen() {
        AtomicInteger empty = new AtomicInteger();
        open.whenEmpty(empty::incrementAndGet);
        assertThat(empty).hasValue(1);
    }

    @Test
    void resetsAll() {
        add(10);
        open.resetAll();
        assertThat(open.size()).isZero();
    }
}
