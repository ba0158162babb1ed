package dev.warmer.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.DefaultJoranConfigurator;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.status.NopStatusListener;
import dev.warmer.lifecycle.OutputQueue;
import dev.warmer.metrics.LogRateLimiter;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Configures Logback by its {@code logback.xml} on the class path or {@code -Dlogback.configurationFile}; without one, to
 * standard error, at a limited rate. In Java, since XML would lengthen the start by a fifth.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_HIGH_PRIORITY)
public final class LogConfigurator extends DefaultJoranConfigurator {
    /** Without the stack frames of Netty and of Vert.x's implementation, which are most of a stack. */
    private static final String PATTERN =
            "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger{0} - %msg%n" + "%ex{full,io.netty.,io.vertx.core.impl.}";

    private static final Map<String, Level> LEVELS = Map.ofEntries(
            Map.entry(Logger.ROOT_LOGGER_NAME, Level.INFO),
            Map.entry("io.netty", Level.WARN),
            // Warns, with a stack, of connections accepted while a server stops or closed before they are initialized.
            Map.entry("io.netty.bootstrap.ServerBootstrap", Level.ERROR),
            // Warns, with a stack and every second, when no connection can be accepted for lack of file descriptors.
            Map.entry("io.netty.channel.DefaultChannelPipeline", Level.ERROR),
            // Warns when the completion queue overflows; the kernel keeps what does not fit.
            Map.entry("io.netty.channel.uring.IoUringIoHandler", Level.ERROR),
            // Logs, with a stack, failures that the launcher has logged in one line.
            Map.entry("io.vertx.launcher.application", Level.OFF),
            // Logs each step of a start; Cluster logs which nodes join and leave.
            Map.entry("com.hazelcast", Level.WARN),
            // Warns that Java packages are not opened to it, and that a subsystem is off, neither of which is needed.
            Map.entry("com.hazelcast.instance.impl.HazelcastInstanceFactory", Level.ERROR),
            Map.entry("com.hazelcast.cp.CPSubsystem", Level.ERROR));

    /** Called by Logback when the first logger is created. */
    public LogConfigurator() {}

    @Override
    public ExecutionStatus configure(LoggerContext loggers) {
        if (super.configure(loggers) == ExecutionStatus.INVOKE_NEXT_IF_ANY) {
            // Not STDERR::offer, which would take System.err now: Vert.x replaces it while it looks for SLF4J.
            configureAll(loggers, line -> OutputQueue.STDERR.offer(line));
        }
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    static void configureAll(LoggerContext loggers, Consumer<String> output) {
        // Standard output belongs to the program, so Logback's own status messages are dropped, not printed there.
        loggers.getStatusManager().add(new NopStatusListener());
        LEVELS.forEach((name, level) -> loggers.getLogger(name).setLevel(level));
        LineAppender appender = new LineAppender(output);
        appender.setContext(loggers);
        appender.setName(LineAppender.class.getName());
        // What precedes the conf is logged by these properties; the conf, which they override, is checked later.
        apply(loggers, appender, System.getProperty("warmer.log.level"), System.getProperty("warmer.log.format"));
        appender.start();
        loggers.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
        LogRateLimiter limiter = new LogRateLimiter();
        limiter.setContext(loggers);
        loggers.addTurboFilter(limiter);
    }

    /**
     * Applies the {@code log} of a conf, which may be invalid; nothing if Logback is configured by a file. Safe for use
     * from any thread.
     */
    static void apply(JsonObject log) {
        apply((LoggerContext) LoggerFactory.getILoggerFactory(), log);
    }

    static void apply(LoggerContext loggers, JsonObject log) {
        if (loggers.getLogger(Logger.ROOT_LOGGER_NAME).getAppender(LineAppender.class.getName())
                instanceof LineAppender appender) {
            apply(loggers, appender, log.getValue("level"), log.getValue("format"));
        }
    }

    private static void apply(LoggerContext loggers, LineAppender appender, Object level, Object format) {
        loggers.getLogger("dev.warmer").setLevel(Level.toLevel(String.valueOf(level), Level.INFO));
        appender.encoder = "json".equals(format) ? json(loggers) : text(loggers);
    }

    private static Encoder<ILoggingEvent> text(LoggerContext loggers) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(loggers);
        encoder.setCharset(UTF_8);
        encoder.setPattern(PATTERN);
        encoder.start();
        return encoder;
    }

    private static Encoder<ILoggingEvent> json(LoggerContext loggers) {
        JsonEncoder encoder = new JsonEncoder();
        encoder.setContext(loggers);
        encoder.setWithContext(false);
        encoder.setWithMDC(false);
        encoder.setWithMessage(false);
        encoder.setWithArguments(false);
        encoder.setWithFormattedMessage(true);
        encoder.start();
        return encoder;
    }

    /** Passes on each event as text without the last line break. */
    private static final class LineAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {
        private final Consumer<String> output;
        private volatile Encoder<ILoggingEvent> encoder;

        LineAppender(Consumer<String> output) {
            this.output = output;
        }

        @Override
        protected void append(ILoggingEvent event) {
            output.accept(new String(encoder.encode(event), UTF_8).stripTrailing());
        }
    }
}
