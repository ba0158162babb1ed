package dev.warmer.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.slf4j.LoggerFactory;

/** Records the events of a logger and its children, instead of the console, until it is closed. Thread-safe. */
public final class LogCaptor implements AutoCloseable {
    private final Logger logger;
    private final Level previous;
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

    private LogCaptor(Logger logger, Level level) {
        this.logger = logger;
        previous = logger.getLevel();
        appender.list = new CopyOnWriteArrayList<>();
        appender.start();
        logger.setLevel(level);
        logger.setAdditive(false);
        logger.addAppender(appender);
    }

    /** Records events at debug and above. */
    public static LogCaptor of(String name) {
        return of(name, Level.DEBUG);
    }

    /** Records events at {@code level} and above. */
    public static LogCaptor of(String name, Level level) {
        return new LogCaptor((Logger) LoggerFactory.getLogger(name), level);
    }

    /** {@return the events so far} */
    public List<ILoggingEvent> events() {
        return appender.list;
    }

    /** {@return the messages so far} */
    public List<String> messages() {
        return events().stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    /** {@return the messages so far that contain {@code text}} */
    public List<String> messages(String text) {
        return messages().stream().filter(message -> message.contains(text)).toList();
    }

    /** {@return the events so far as "LEVEL message"} */
    public List<String> lines() {
        return events().stream()
                .map(event -> event.getLevel() + " " + event.getFormattedMessage())
                .toList();
    }

    /** {@return the lines of this level} */
    public List<String> lines(Level level) {
        return lines().stream().filter(line -> line.startsWith(level + " ")).toList();
    }

    /** {@return the first event that matches, once there is one} */
    public ILoggingEvent await(Predicate<ILoggingEvent> wanted) {
        Await.until(
                "event logged by " + logger.getName(), () -> events().stream().anyMatch(wanted));
        return events().stream().filter(wanted).findFirst().orElseThrow();
    }

    /** {@return the messages that contain {@code text}, once there are {@code count}} */
    public List<String> await(String text, int count) {
        Await.until(
                count + " messages with \"" + text + "\"", () -> messages(text).size() >= count);
        return messages(text);
    }

    /** {@return whether an event has an exception, and thus a stack trace} */
    public boolean hasException() {
        return events().stream().anyMatch(event -> event.getThrowableProxy() != null);
    }

    @Override
    public void close() {
        logger.detachAppender(appender);
        logger.setAdditive(true);
        logger.setLevel(previous);
    }
}
