package dev.warmer;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.DefaultChannelPipeline;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The log as the program has it, and not as its tests do. */
class LogbackTest {
    private final LoggerContext context = new LoggerContext();

    @Test
    void whoConnectsAsAServerStopsIsNoStack() throws Exception {
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(Path.of("src/main/resources/logback.xml").toFile());
        assertThat(context.getLogger(ServerBootstrap.class).isWarnEnabled()).isFalse();
        assertThat(context.getLogger(DefaultChannelPipeline.class).isWarnEnabled())
                .as("what else Netty warns of")
                .isTrue();
        context.stop();
    }
}
