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
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;

/**
 * How the program logs, unless a {@code logback.xml} on the class path or {@code -Dlogback.configurationFile} says
 * otherwise. In Java, since to read it from XML takes a sixth of the start.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_HIGH_PRIORITY)
public final class LogConfigurator extends ContextAwareBase implements Configurator {
    /** The frames of Netty and of the inside of Vert.x fill whole screens and tell nothing. */
    private static final String PATTERN =
            "%d{HH:mm:ss.SSS} %-5level %logger{0} - %msg%n%ex{full,io.netty.,io.vertx.core.impl.}";

    private static final Map<String, Level> LEVELS = Map.of(
            Logger.ROOT_LOGGER_NAME,
            Level.INFO,
            "io.netty",
            Level.WARN,
            // It logs whoever connects just as a server stops, or leaves before it is set up, with a stack.
            "io.netty.bootstrap.ServerBootstrap",
            Level.ERROR,
            // It logs whenever many peers want something at a time; the kernel keeps what there is no room for.
            "io.netty.channel.uring.IoUringIoHandler",
            Level.ERROR,
            // It logs a failure with its stack; the launcher has said why in one line.
            "io.vertx.launcher.application",
            Level.OFF);

    /** Called by Logback when the first logger is made. */
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
