package dev.warmer.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final long SECOND = 1_000_000_000;

    private static List<Long> due(Schedule schedule, int count) {
        return LongStream.range(0, count).map(i -> schedule.next()).boxed().toList();
    }

    @Test
    void spreadsTheRoundsOverTheSecond() {
        assertThat(due(new Schedule(5, 3, new Share(0, 1)), 5))
                .containsExactly(5L, 5 + SECOND / 3, 5 + 2 * SECOND / 3, 5 + SECOND, 5 + 4 * SECOND / 3);
    }

    @Test
    void isDueFromThenOn() {
        Schedule schedule = new Schedule(100, 1, new Share(0, 1));
        assertThat(schedule.isDue(99)).isFalse();
        assertThat(schedule.isDue(100)).isTrue();
        schedule.next();
        assertThat(schedule.isDue(100 + SECOND - 1)).isFalse();
        assertThat(schedule.isDue(100 + SECOND)).isTrue();
    }

    @Test
    void theInstancesTogetherKeepTheRate() {
        List<Long> together = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            together.addAll(due(new Schedule(0, 7, new Share(i, 3)), 10));
        }
        together.sort(null);
        assertThat(together).isEqualTo(due(new Schedule(0, 7, new Share(0, 1)), 30));
    }

    @Test
    void doesNotOverflowInADayAtTenMillionASecond() {
        long start = Long.MAX_VALUE - SECOND;
        Schedule schedule = new Schedule(start, 10_000_000, new Share(0, Integer.MAX_VALUE));
        due(schedule, 401);
        long day = 401L * Integer.MAX_VALUE * 100;
        assertThat(schedule.isDue(start + day - 1)).isFalse();
        assertThat(schedule.isDue(start + day)).isTrue();
        assertThat(due(schedule, 1)).containsExactly(start + day);
    }
}
