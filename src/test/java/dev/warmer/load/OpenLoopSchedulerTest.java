package dev.warmer.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warmer.load.LoadRun.Partition;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OpenLoopSchedulerTest implements OpenLoopScheduler.Rounds {
    private static final long MS = 1_000_000;
    private static final long SECOND = 1000 * MS;

    private final List<Long> due = new ArrayList<>();
    private final List<Long> begun = new ArrayList<>();
    private Supplier<Boolean> beginning = () -> true;
    private int late;
    private long now;
    private Runnable next;
    private long nextTime;

    @Override
    public boolean begin(long dueTime, long time) {
        boolean more = beginning.get();
        due.add(dueTime);
        begun.add(time);
        return more;
    }

    @Override
    public void late() {
        late++;
    }

    /** A scheduler on a clock that only the test moves. */
    private OpenLoopScheduler scheduler(long start, int rate, Partition partition) {
        return new OpenLoopScheduler(start, rate, partition, this, () -> now, (task, delay) -> {
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
    void roundIsDueFromItsTimeOn() {
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
        assertThat(late).isZero();
    }

    @Test
    void atHighRatesSeveralRoundsBeginAtATime() {
        scheduler(100_000).run();
        elapse(0);
        long first = OpenLoopScheduler.MIN_DELAY_NANOS;
        assertThat(begun).containsExactly(0L, first, first, first, first, first);
    }

    @Test
    void lateTimerDoesNotDelayLaterRounds() {
        scheduler(1000).run();
        elapse(MS + 1);
        assertThat(begun).containsExactly(0L, 2 * MS + 1, 2 * MS + 1);
        elapse(0);
        assertThat(begun).endsWith(3 * MS);
    }

    @Test
    void endsWhenNoFurtherRoundCanBegin() {
        beginning = () -> false;
        scheduler(1).run();
        assertThat(next).isNull();
    }

    @Test
    void failureOfARoundDoesNotStopTheOthers() {
        OpenLoopScheduler scheduler = scheduler(1000);
        beginning = () -> {
            throw new IllegalStateException("round failed");
        };
        assertThatThrownBy(scheduler::run).hasMessage("round failed");
        beginning = () -> true;
        elapse(0);
        assertThat(due).containsExactly(MS);
    }

    @Test
    void roundsThatBeginLateAreCounted() {
        scheduler(100).run();
        elapse(OpenLoopScheduler.LATE_NANOS);
        assertThat(late).isZero();
        elapse(OpenLoopScheduler.LATE_NANOS + 1);
        assertThat(late).isEqualTo(1);
        assertThat(begun).hasSize(5);
    }

    @Test
    void stopBeginsNoRoundThatIsLateAlready() {
        OpenLoopScheduler scheduler = scheduler(100);
        scheduler.run();
        now = 50 * MS;
        scheduler.stop(now);
        assertThat(due).containsExactly(0L, 40 * MS, 50 * MS);
        assertThat(late).isEqualTo(3);
        scheduler.beginDue(SECOND);
        assertThat(due).hasSize(3);
        elapse(0);
        assertThat(next).isNull();
    }
}
