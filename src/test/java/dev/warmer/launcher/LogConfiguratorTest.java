package dev.warmer.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.Configurator.ExecutionStatus;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.DefaultChannelPipeline;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** The log as the program has it, and not as its tests do. */
class LogConfiguratorTest {
    private final LoggerContext context = new LoggerContext();

    @Test
    void whoConnectsAsAServerStopsIsNoStack() {
        LogConfigurator.configureAll(context);
        assertThat(context.getLogger(ServerBootstrap.class).isWarnEnabled()).isFalse();
        assertThat(context.getLogger(DefaultChannelPipeline.class).isWarnEnabled())
                .as("what else Netty warns of")
                .isTrue();
        context.stop();
    }

    @Test
    void leavesALogThatIsConfiguredInXmlAlone() {
        assertThat(new LogConfigurator().configure(context)).isEqualTo(ExecutionStatus.INVOKE_NEXT_IF_ANY);
        assertThat(context.getLogger(ServerBootstrap.class).isWarnEnabled()).isTrue();
    }

    @Test
    void isFoundByLogback() {
        assertThat(ServiceLoader.load(Configurator.class)).hasAtLeastOneElementOfType(LogConfigurator.class);
    }
}
