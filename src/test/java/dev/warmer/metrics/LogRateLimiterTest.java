package dev.warmer.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LogRateLimiterTest {
    private static final long INTERVAL = TimeUnit.SECONDS.toNanos(LogRateLimiter.INTERVAL_SECONDS);

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE); // nanoTime may overflow
    private final LogRateLimiter limit = new LogRateLimiter("tests", clock::get);

    private long permitted(int asked) {
        return IntStream.range(0, asked).filter(i -> limit.permits()).count();
    }

    @Test
    void letsTheFirstLinesOfAnIntervalThrough() {
        assertThat(permitted(LogRateLimiter.LINES)).isEqualTo(LogRateLimiter.LINES);
        assertThat(limit.suppressed()).isZero();
        assertThat(permitted(3)).isZero();
        assertThat(limit.suppressed()).isEqualTo(3);
    }

    @Test
    void beginsAnewWithTheNextInterval() {
        permitted(LogRateLimiter.LINES + 1);
        clock.addAndGet(INTERVAL - 1);
        assertThat(limit.permits()).isFalse();
        clock.addAndGet(1);
        assertThat(permitted(2 * LogRateLimiter.LINES)).isEqualTo(LogRateLimiter.LINES);
    }

    @Test
    void tellsOncePerIntervalWhatItHeldBack() {
        try (LogTrap log = LogTrap.of("dev.warmer.connection")) {
            permitted(LogRateLimiter.LINES + 7);
            limit.tick();
            assertThat(log.messages()).isEmpty();
            clock.addAndGet(INTERVAL);
            limit.tick();
            limit.tick();
            clock.addAndGet(INTERVAL);
            limit.tick();
            assertThat(log.messages()).containsExactly("tests: 7 more lines in 10 s are not shown");
        }
    }

    @Test
    void tellsAlsoWhenNobodyTicks() {
        try (LogTrap log = LogTrap.of("dev.warmer.connection")) {
            permitted(LogRateLimiter.LINES + 1);
            clock.addAndGet(INTERVAL);
            assertThat(limit.permits()).isTrue();
            assertThat(log.messages()).containsExactly("tests: 1 more lines in 10 s are not shown");
        }
    }
}
