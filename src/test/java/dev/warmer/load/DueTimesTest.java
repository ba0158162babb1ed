package dev.warmer.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DueTimesTest {
    @Test
    void firstInIsFirstOutHoweverLongTheQueueHasBeen() {
        SplittableRandom random = new SplittableRandom(1);
        Queue<Long> model = new ArrayDeque<>();
        DueTimes queue = new DueTimes();
        for (long i = 0; i < 10_000; i++) {
            if (random.nextInt(100) < (i / 1000 % 2 == 0 ? 70 : 30)) {
                queue.add(i);
                model.add(i);
            } else if (!model.isEmpty()) {
                assertThat(queue.remove()).isEqualTo(model.remove());
            }
            assertThat(queue.size()).isEqualTo(model.size());
        }
    }
}
