package dev.warmer.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.Configurator.ExecutionStatus;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.DefaultChannelPipeline;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The configuration of the program's log; that of the tests is another one. */
class LogConfiguratorTest {
    private final LoggerContext context = new LoggerContext();
    private final List<String> lines = new ArrayList<>();

    @AfterEach
    void stop() {
        context.stop();
    }

    @ParameterizedTest
    @ValueSource(classes = {ServerBootstrap.class, DefaultChannelPipeline.class})
    void nettyDoesNotWarnOfFailuresToAccept(Class<?> logger) {
        LogConfigurator.configureAll(context, lines::add);
        assertThat(context.getLogger(logger).isWarnEnabled()).isFalse();
        assertThat(context.getLogger(ChannelInitializer.class).isWarnEnabled())
                .as("other warnings of Netty")
                .isTrue();
    }

    @Test
    void warningsOfLibrariesAreLimited() {
        LogConfigurator.configureAll(context, lines::add);
        Logger netty = context.getLogger("io.netty.channel.Other");
        for (int i = 0; i < 1_000; i++) {
            netty.warn("failed", new OutOfMemoryError());
        }
        assertThat(lines).hasSizeLessThan(100);
    }

    @Test
    void textHasTheDateAndTheZone() {
        LogConfigurator.configureAll(context, lines::add);
        context.getLogger("dev.warmer.some.Name").info("a {}", "message");
        assertThat(lines)
                .singleElement()
                .asString()
                .matches(
                        "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}(Z|[+-]\\d\\d:\\d\\d) INFO  Name - a message");
    }

    @Test
    void jsonIsOneObjectALineWithTheFieldsOfTheEvent() {
        LogConfigurator.configureAll(context, lines::add);
        LogConfigurator.apply(context, JsonObject.of("format", "json"));
        context.getLogger("dev.warmer.some.Name")
                .atInfo()
                .addKeyValue("peer", "127.0.0.1:1")
                .log("a {}\n\"message\"", "long");
        context.getLogger("dev.warmer").error("failed", new IllegalStateException("a bug"));
        assertThat(lines).hasSize(2).noneMatch(line -> line.contains("\n"));
        JsonObject event = new JsonObject(lines.get(0));
        assertThat(event.getMap())
                .containsEntry("level", "INFO")
                .containsEntry("loggerName", "dev.warmer.some.Name")
                .containsEntry("formattedMessage", "a long\n\"message\"")
                .containsKeys("timestamp", "threadName", "kvpList");
        assertThat(event.getJsonArray("kvpList")).isEqualTo(JsonArray.of(JsonObject.of("peer", "127.0.0.1:1")));
        assertThat(new JsonObject(lines.get(1)).getJsonObject("throwable").getString("message"))
                .isEqualTo("a bug");
    }

    @Test
    void levelChangesWhileLogging() {
        LogConfigurator.configureAll(context, lines::add);
        Logger ours = context.getLogger("dev.warmer.connection");
        ours.debug("one");
        LogConfigurator.apply(context, JsonObject.of("level", "debug"));
        ours.debug("two");
        context.getLogger("io.vertx.core").debug("of a library");
        LogConfigurator.apply(context, new JsonObject());
        ours.debug("three");
        assertThat(lines).singleElement().asString().endsWith("two");
    }

    @Test
    void xmlConfigurationTakesPrecedence() {
        LogConfigurator configurator = new LogConfigurator();
        configurator.setContext(context);
        assertThat(configurator.configure(context)).isEqualTo(ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY);
        assertThat(context.getLogger(ServerBootstrap.class).isWarnEnabled()).isTrue();
        assertThat(context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("STDERR"))
                .as("the appender of logback-test.xml")
                .isNotNull();
    }

    @Test
    void configuratorIsFoundByLogback() {
        assertThat(ServiceLoader.load(Configurator.class)).hasAtLeastOneElementOfType(LogConfigurator.class);
    }
}
