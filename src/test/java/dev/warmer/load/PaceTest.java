package dev.warmer.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long MS = 1_000_000;

    private final List<Long> begun = new ArrayList<>();
    private long now;
    private Runnable next;
    private long until;

    /** Rounds that are due at these times, on a clock that only the test moves. */
    private void keep(Long... due) {
        List<Long> rest = new ArrayList<>(List.of(due));
        Pace.Rounds rounds = new Pace.Rounds() {
            @Override
            public boolean pace(long at) {
                while (!rest.isEmpty() && rest.get(0) <= at) {
                    rest.remove(0);
                    begun.add(at);
                }
                return !rest.isEmpty();
            }

            @Override
            public long nextDue() {
                return rest.get(0);
            }
        };
        new Pace(rounds, () -> now, this::after).keep();
    }

    private void after(long nanoseconds, Runnable task) {
        next = task;
        until = now + nanoseconds;
    }

    /** The timer runs what is next, when it is due or some time later. */
    private void elapse(long late) {
        Runnable task = next;
        next = null;
        now = until + late;
        task.run();
    }

    @Test
    void eachRoundBeginsAtTheNanosecondThatItIsDue() {
        keep(0L, 2 * MS + 17, 3 * MS);
        elapse(0);
        elapse(0);
        assertThat(begun).containsExactly(0L, 2 * MS + 17, 3 * MS);
    }

    @Test
    void looksNoMoreWhenThereIsNothingToCome() {
        keep(0L, MS);
        elapse(0);
        assertThat(next).isNull();
    }

    @Test
    void roundsThatAreTooNearBeginTogether() {
        keep(1L, 2L, Pace.SHORTEST_NANOS, Pace.SHORTEST_NANOS + 1);
        assertThat(begun).isEmpty();
        elapse(0);
        assertThat(begun).containsExactly(Pace.SHORTEST_NANOS, Pace.SHORTEST_NANOS, Pace.SHORTEST_NANOS);
        elapse(0);
        assertThat(begun).endsWith(2 * Pace.SHORTEST_NANOS);
    }

    @Test
    void whoComesLateIsNotLateForTheNext() {
        keep(MS, 2 * MS, 9 * MS);
        elapse(MS + 1);
        assertThat(begun).containsExactly(2 * MS + 1, 2 * MS + 1);
        elapse(0);
        assertThat(begun).endsWith(9 * MS);
    }
}
