package dev.warmer.tls;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/** What is logged while it is open, debug lines included. */
final class Log extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private static final long PATIENCE_MS = 60_000;

    private final Logger logger = (Logger) LoggerFactory.getLogger("dev.warmer");
    private final Level before = logger.getLevel();
    private final List<ILoggingEvent> events = new ArrayList<>();

    Log() {
        logger.setLevel(Level.DEBUG);
        start();
        logger.addAppender(this);
    }

    @Override
    protected synchronized void append(ILoggingEvent event) {
        events.add(event);
        notifyAll();
    }

    /** {@return the lines that have {@code text}} */
    synchronized List<String> lines(String text) {
        return events.stream()
                .map(ILoggingEvent::getFormattedMessage)
                .filter(line -> line.contains(text))
                .toList();
    }

    /** {@return the {@code count} lines that have {@code text}, once they are here} */
    synchronized List<String> await(String text, int count) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MS);
        while (lines(text).size() < count) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new AssertionError("nobody logged \"" + text + "\"");
            }
            wait(left);
        }
        return lines(text);
    }

    /** {@return whether some line has a stack trace with it} */
    synchronized boolean hasStack() {
        return events.stream().anyMatch(event -> event.getThrowableProxy() != null);
    }

    @Override
    public void close() {
        logger.detachAppender(this);
        logger.setLevel(before);
    }
}
