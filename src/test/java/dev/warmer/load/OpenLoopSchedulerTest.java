package dev.warmer.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OpenLoopSchedulerTest {
    private static final long MS = 1_000_000;
    private static final long SECOND = 1000 * MS;

    private final List<Long> due = new ArrayList<>();
    private final List<Long> begun = new ArrayList<>();
    private final LoadStats stats = new LoadStats();
    private OpenLoopScheduler.Rounds rounds = this::begin;
    private long now;
    private Runnable next;
    private long nextTime;

    private boolean begin(long dueTime, long time) {
        due.add(dueTime);
        begun.add(time);
        return true;
    }

    /** A scheduler on a clock that only the test moves. */
    private OpenLoopScheduler scheduler(long start, int rate, Partition partition) {
        OpenLoopScheduler.Rounds delegate = (dueTime, time) -> rounds.begin(dueTime, time);
        return new OpenLoopScheduler(start, rate, partition, stats, delegate, () -> now, (task, delay) -> {
            next = task;
            nextTime = now + delay;
        });
    }

    private OpenLoopScheduler scheduler(int rate) {
        return scheduler(0, rate, new Partition(0, 1));
    }

    /** The timer fires when it is due, or so much later. */
    private void elapse(long late) {
        Runnable task = next;
        next = null;
        now = nextTime + late;
        task.run();
    }

    @Test
    void roundsAreSpreadEvenlyOverASecond() {
        scheduler(5, 3, new Partition(0, 1)).beginDue(5 + 4 * SECOND / 3);
        assertThat(due).containsExactly(5L, 5 + SECOND / 3, 5 + 2 * SECOND / 3, 5 + SECOND, 5 + 4 * SECOND / 3);
    }

    @Test
    void aRoundIsDueFromItsTimeOn() {
        OpenLoopScheduler scheduler = scheduler(100, 1, new Partition(0, 1));
        scheduler.beginDue(99);
        assertThat(due).isEmpty();
        scheduler.beginDue(100 + SECOND - 1);
        assertThat(due).containsExactly(100L);
        scheduler.beginDue(100 + SECOND);
        assertThat(due).containsExactly(100L, 100L + SECOND);
    }

    @Test
    void instancesTogetherKeepTheRate() {
        IntStream.range(0, 3).forEach(i -> scheduler(0, 7, new Partition(i, 3)).beginDue(5 * SECOND));
        List<Long> together = due.stream().sorted().toList();
        due.clear();
        scheduler(7).beginDue(5 * SECOND);
        assertThat(together).isEqualTo(due);
    }

    @Test
    void dueTimesDoNotOverflow() {
        long start = Long.MAX_VALUE - SECOND;
        OpenLoopScheduler scheduler = scheduler(start, 10_000_000, new Partition(0, Integer.MAX_VALUE));
        long day = 401L * Integer.MAX_VALUE * 100;
        scheduler.beginDue(start + day - 1);
        assertThat(due).hasSize(401);
        scheduler.beginDue(start + day);
        assertThat(due).hasSize(402).endsWith(start + day);
    }

    @Test
    void eachRoundBeginsWhenItIsDue() {
        scheduler(3).run();
        elapse(0);
        elapse(0);
        assertThat(begun).containsExactly(0L, SECOND / 3, 2 * SECOND / 3);
        assertThat(stats.late).isZero();
    }

    @Test
    void atHighRatesSeveralRoundsBeginAtATime() {
        scheduler(100_000).run();
        elapse(0);
        long first = OpenLoopScheduler.MIN_DELAY_NANOS;
        assertThat(begun).containsExactly(0L, first, first, first, first, first);
    }

    @Test
    void aLateTimerDoesNotDelayLaterRounds() {
        scheduler(1000).run();
        elapse(MS + 1);
        assertThat(begun).containsExactly(0L, 2 * MS + 1, 2 * MS + 1);
        elapse(0);
        assertThat(begun).endsWith(3 * MS);
    }

    @Test
    void endsWhenNoFurtherRoundCanBegin() {
        rounds = (dueTime, time) -> false;
        scheduler(1).run();
        assertThat(next).isNull();
    }

    @Test
    void aRoundThatFailsDoesNotStopTheOthers() {
        OpenLoopScheduler scheduler = scheduler(1000);
        rounds = (dueTime, time) -> {
            throw new IllegalStateException("round failed");
        };
        assertThatThrownBy(scheduler::run).hasMessage("round failed");
        rounds = this::begin;
        elapse(0);
        assertThat(due).containsExactly(MS);
    }

    @Test
    void roundsThatBeginLateAreCounted() {
        scheduler(100).run();
        elapse(OpenLoopScheduler.LATE_NANOS);
        assertThat(stats.late).isZero();
        elapse(OpenLoopScheduler.LATE_NANOS + 1);
        assertThat(stats.late).isEqualTo(1);
        assertThat(begun).hasSize(5);
    }

    @Test
    void stopBeginsNoRoundThatIsLateAlready() {
        OpenLoopScheduler scheduler = scheduler(100);
        scheduler.run();
        now = 50 * MS;
        scheduler.stop(now);
        assertThat(due).containsExactly(0L, 40 * MS, 50 * MS);
        assertThat(stats.late).isEqualTo(3);
        scheduler.beginDue(SECOND);
        assertThat(due).hasSize(3);
        elapse(0);
        assertThat(next).isNull();
    }
}
