package dev.warmer.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    @Test
    void waitsLongerEachTimeUpToASecond() {
        Backoff backoff = new Backoff(Duration.ofHours(1));
        assertThat(LongStream.generate(backoff::next).limit(8))
                .containsExactly(20L, 40L, 80L, 160L, 320L, 640L, 1000L, 1000L);
    }

    @Test
    void neverWaitsPastTheEnd() {
        Backoff backoff = new Backoff(Duration.ofMillis(15));
        assertThat(backoff.next()).isBetween(0L, 15L);
        assertThat(backoff.left()).isBetween(0L, 15L);
    }

    @Test
    void hasNothingLeftAtTheEnd() {
        Backoff backoff = new Backoff(Duration.ZERO);
        assertThat(backoff.left()).isZero();
        assertThat(backoff.next()).isZero();
    }
}
