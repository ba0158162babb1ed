package dev.warmer.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogRateLimiterTest {
    private static final long INTERVAL = TimeUnit.SECONDS.toNanos(LogRateLimiter.INTERVAL_SECONDS);
    private static final int EVENTS = LogRateLimiter.EVENTS;

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE); // nanoTime may overflow
    private final List<Runnable> scheduled = new ArrayList<>();
    private final LoggerContext context = new LoggerContext();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger netty = context.getLogger("io.netty.Some");
    private final Logger ours = context.getLogger("dev.warmer.connection");

    @BeforeEach
    void addLimiter() {
        LogRateLimiter limiter = new LogRateLimiter(clock::get, scheduled::add);
        limiter.setContext(context);
        context.addTurboFilter(limiter);
        log.start();
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(log);
    }

    private static void times(int count, Runnable task) {
        IntStream.range(0, count).forEach(i -> task.run());
    }

    private List<String> messages() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void eventsOfOneKindAreLimitedPerInterval() {
        times(EVENTS + 5, () -> ours.info("{}: closed", "peer"));
        assertThat(log.list).hasSize(EVENTS);
        clock.addAndGet(INTERVAL - 1);
        ours.info("{}: closed", "peer");
        assertThat(log.list).hasSize(EVENTS);
        clock.addAndGet(1);
        times(EVENTS + 5, () -> ours.info("{}: closed", "peer"));
        assertThat(messages()).filteredOn("peer: closed"::equals).hasSize(2 * EVENTS);
    }

    @Test
    void eventsOfOtherKindsAreNotSuppressed() {
        times(EVENTS + 1, () -> ours.warn("one"));
        ours.warn("another");
        netty.warn("one");
        assertThat(messages()).hasSize(EVENTS + 2).endsWith("another", "one");
    }

    @Test
    void eventsWithAnExceptionAreOneKindWhateverTheirMessage() {
        for (int i = 0; i <= EVENTS; i++) {
            netty.error("promise " + i + " failed", new OutOfMemoryError());
        }
        netty.error("promise failed: {} {}", 1, 2, new OutOfMemoryError());
        netty.error("promise failed", new IOException());
        assertThat(messages()).hasSize(EVENTS + 1).endsWith("promise failed");
    }

    @Test
    void kindsBeyondALimitAreLimitedTogether() {
        for (int i = 0; i < LogRateLimiter.KINDS + 2 * EVENTS; i++) {
            netty.warn("message " + i);
        }
        assertThat(log.list).hasSize(LogRateLimiter.KINDS + EVENTS);
    }

    @Test
    void numberSuppressedIsLoggedAtTheEndOfTheInterval() {
        times(EVENTS + 7, () -> ours.info("refused\n"));
        ours.info("another");
        log.list.clear();
        assertThat(scheduled).hasSize(1);
        scheduled.get(0).run();
        assertThat(log.list).isEmpty();
        clock.addAndGet(INTERVAL);
        scheduled.get(0).run();
        scheduled.get(0).run();
        assertThat(messages()).containsExactly("7 more events suppressed in 10 s: dev.warmer.connection: refused\\x0a");
        assertThat(log.list.get(0).getLevel()).isEqualTo(Level.WARN);
    }

    @Test
    void numberSuppressedIsLoggedBeforeTheFirstEventAfterTheInterval() {
        times(EVENTS + 1, () -> ours.info("refused"));
        log.list.clear();
        clock.addAndGet(INTERVAL);
        netty.warn("later");
        assertThat(messages())
                .containsExactly("1 more events suppressed in 10 s: dev.warmer.connection: refused", "later");
    }

    @Test
    void suppressedEventsAreCounted() {
        long before = LogRateLimiter.suppressed();
        times(EVENTS + 3, () -> ours.info("refused"));
        assertThat(LogRateLimiter.suppressed() - before).isEqualTo(3);
    }

    @Test
    void eventsBelowInfoAreNotLimited() {
        ours.setLevel(Level.DEBUG);
        times(EVENTS + 1, () -> ours.debug("closed"));
        assertThat(log.list).hasSize(EVENTS + 1);
    }

    @Test
    void eventsThatAreNotLoggedAnywayAreNotCounted() {
        ours.setLevel(Level.ERROR);
        times(EVENTS + 1, () -> ours.warn("refused"));
        times(EVENTS + 1, () -> assertThat(ours.isErrorEnabled()).isTrue());
        assertThat(scheduled).isEmpty();
    }
}
