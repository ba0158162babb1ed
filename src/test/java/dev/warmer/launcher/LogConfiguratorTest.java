package dev.warmer.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.Configurator.ExecutionStatus;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.DefaultChannelPipeline;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The configuration of the program's log; that of the tests is another one. */
class LogConfiguratorTest {
    private final LoggerContext context = new LoggerContext();

    @AfterEach
    void stop() {
        context.stop();
    }

    @ParameterizedTest
    @ValueSource(classes = {ServerBootstrap.class, DefaultChannelPipeline.class})
    void nettyDoesNotWarnOfFailuresToAccept(Class<?> logger) {
        LogConfigurator.configureAll(context);
        assertThat(context.getLogger(logger).isWarnEnabled()).isFalse();
        assertThat(context.getLogger(ChannelInitializer.class).isWarnEnabled())
                .as("other warnings of Netty")
                .isTrue();
    }

    @Test
    void warningsOfLibrariesAreLimited() {
        LogConfigurator.configureAll(context);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger netty = context.getLogger("io.netty.channel.Other");
        netty.setAdditive(false);
        netty.addAppender(log);
        for (int i = 0; i < 1_000; i++) {
            netty.warn("failed", new OutOfMemoryError());
        }
        assertThat(log.list).hasSizeLessThan(100);
    }

    @Test
    void xmlConfigurationTakesPrecedence() {
        assertThat(new LogConfigurator().configure(context)).isEqualTo(ExecutionStatus.INVOKE_NEXT_IF_ANY);
        assertThat(context.getLogger(ServerBootstrap.class).isWarnEnabled()).isTrue();
    }

    @Test
    void configuratorIsFoundByLogback() {
        assertThat(ServiceLoader.load(Configurator.class)).hasAtLeastOneElementOfType(LogConfigurator.class);
    }
}
