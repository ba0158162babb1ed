package dev.warmer.metrics;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.slf4j.LoggerFactory;

/** Takes what a logger is told at debug and above, as long as it is open. */
public final class LogTrap implements AutoCloseable {
    private final Logger logger;
    private final Level level;
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

    private LogTrap(Logger logger) {
        this.logger = logger;
        level = logger.getLevel();
        appender.list = new CopyOnWriteArrayList<>();
        appender.start();
        logger.setLevel(Level.DEBUG);
        logger.setAdditive(false);
        logger.addAppender(appender);
    }

    public static LogTrap of(String name) {
        return new LogTrap((Logger) LoggerFactory.getLogger(name));
    }

    public List<ILoggingEvent> events() {
        return appender.list;
    }

    public List<String> messages() {
        return events().stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    /** Waits for an event; the test's own time limit ends the wait. */
    public ILoggingEvent await(Predicate<ILoggingEvent> wanted) {
        while (true) {
            for (ILoggingEvent event : events()) {
                if (wanted.test(event)) {
                    return event;
                }
            }
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        logger.detachAppender(appender);
        logger.setAdditive(true);
        logger.setLevel(level);
    }
}
