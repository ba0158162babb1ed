package dev.warmer.launcher;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.status.NopStatusListener;
import dev.warmer.lifecycle.OutputQueue;
import dev.warmer.metrics.LogRateLimiter;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;

/**
 * Configures Logback, unless there is a {@code logback.xml} on the class path or {@code -Dlogback.configurationFile} is
 * set: to standard error, at a limited rate. In Java, since XML would lengthen the start by a fifth.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_HIGH_PRIORITY)
public final class LogConfigurator extends ContextAwareBase implements Configurator {
    /** Without the stack frames of Netty and of Vert.x's implementation, which are most of a stack. */
    private static final String PATTERN =
            "%d{HH:mm:ss.SSS} %-5level %logger{0} - %msg%n%ex{full,io.netty.,io.vertx.core.impl.}";

    private static final Map<String, Level> LEVELS = Map.of(
            Logger.ROOT_LOGGER_NAME,
            Level.INFO,
            "io.netty",
            Level.WARN,
            // Warns, with a stack, of connections accepted while a server stops or closed before they are initialized.
            "io.netty.bootstrap.ServerBootstrap",
            Level.ERROR,
            // Warns, with a stack and every second, when no connection can be accepted for lack of file descriptors.
            "io.netty.channel.DefaultChannelPipeline",
            Level.ERROR,
            // Warns when the completion queue overflows; the kernel keeps what does not fit.
            "io.netty.channel.uring.IoUringIoHandler",
            Level.ERROR,
            // Logs, with a stack, failures that the launcher has logged in one line.
            "io.vertx.launcher.application",
            Level.OFF);

    /** Called by Logback when the first logger is created. */
    public LogConfigurator() {}

    @Override
    public ExecutionStatus configure(LoggerContext loggers) {
        if (isConfiguredElsewhere()) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        configureAll(loggers);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    static void configureAll(LoggerContext loggers) {
        // Standard output belongs to the program, so Logback's own status messages are dropped, not printed there.
        loggers.getStatusManager().add(new NopStatusListener());
        LEVELS.forEach((name, level) -> loggers.getLogger(name).setLevel(level));
        loggers.getLogger("dev.warmer").setLevel(Level.toLevel(System.getProperty(LogLevel.PROPERTY), Level.INFO));
        loggers.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(standardError(loggers));
        LogRateLimiter limiter = new LogRateLimiter();
        limiter.setContext(loggers);
        loggers.addTurboFilter(limiter);
    }

    private static boolean isConfiguredElsewhere() {
        ClassLoader loader = LogConfigurator.class.getClassLoader();
        return System.getProperty("logback.configurationFile") != null
                || Stream.of("logback-test.xml", "logback.xml").anyMatch(file -> loader.getResource(file) != null);
    }

    private static Appender<ILoggingEvent> standardError(LoggerContext loggers) {
        PatternLayout layout = new PatternLayout();
        layout.setContext(loggers);
        layout.setPattern(PATTERN);
        layout.start();
        Appender<ILoggingEvent> appender = new UnsynchronizedAppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                OutputQueue.STDERR.offer(layout.doLayout(event).stripTrailing());
            }
        };
        appender.setContext(loggers);
        appender.setName("STDERR");
        appender.start();
        return appender;
    }
}
