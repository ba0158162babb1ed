package dev.warmer.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.warmer.config.ConfSource;
import dev.warmer.config.Overrides;
import dev.warmer.netty.LauncherCommand;
import io.vertx.core.json.JsonObject;
import io.vertx.core.transport.Transport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransportsTest {
    private static Transport choose(String... arguments) {
        ConfSource source =
                Arguments.parse(LauncherCommand.create(null), arguments).source();
        return Transports.choose(
                source, source.parse(source.read()), new Overrides(new Properties(), new JsonObject()));
    }

    static Stream<Transport> known() {
        return Stream.of(Transport.IO_URING, Transport.EPOLL, Transport.NIO);
    }

    @ParameterizedTest
    @MethodSource("known")
    void takesWhatTheConfNames(Transport transport) {
        assumeThat(transport.available()).isTrue();
        assertThat(choose("-conf", "{\"transport\": \"" + transport.name() + "\"}"))
                .isSameAs(transport);
    }

    @Test
    void readsTheConfFile(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("conf.json"), "{\"transport\": \"nio\"}");
        assertThat(choose("-conf", file.toString())).isSameAs(Transport.NIO);
    }

    /** An invalid name is reported when the rest of the conf is read. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"transport\": \"auto\"}",
                "{\"transport\": \"pigeon\"}",
                "{\"transport\": 1}",
                "{\"transport\": null}"
            })
    void takesOneThatWorksWhereNoneIsNamed(String conf) {
        assertThat(choose("-conf", conf)).matches(Transport::available);
    }

    /** See {@link dev.warmer.await.AwaitServerVerticle}. */
    @ParameterizedTest
    @ValueSource(strings = {"dev.warmer.await.AwaitServerVerticle", "java:dev.warmer.await.AwaitServerVerticle"})
    void takesNioForAnAwaitServer(String verticle) {
        String other = "\"other\": {\"verticle\": \"dev.warmer.eventloop.ServerVerticle\"}";
        assertThat(choose(
                        "-conf",
                        "{\"verticles\": {%s, \"server\": {\"verticle\": \"%s\"}}}".formatted(other, verticle)))
                .isSameAs(Transport.NIO);
        assertThat(choose("-conf", "{\"verticles\": {%s}}".formatted(other))).isSameAs(choose());
        assertThat(choose("-conf", "{\"verticles\": {\"a\": 1, \"b\": {\"verticle\": 2}}}"))
                .isSameAs(choose());
    }

    @Test
    void propertyOverridesTheConf() {
        Properties properties = new Properties();
        properties.setProperty("warmer.transport", "nio");
        ConfSource source = ConfSource.inline("{\"transport\": \"auto\"}", null);
        assertThat(Transports.choose(source, source.parse(source.read()), new Overrides(properties, new JsonObject())))
                .isSameAs(Transport.NIO);
    }

    @Test
    void doesSoWithoutAConf() {
        assertThat(choose()).isSameAs(choose("-conf", "{}"));
        assertThat(choose("some.Verticle", "-conf", "{\"transport\": \"nio\"}")).isSameAs(choose());
    }
}
