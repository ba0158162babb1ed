package dev.warmer.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.vertx.core.transport.Transport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransportsTest {
    private static Transport choose(String... arguments) {
        return Transports.choose(Arguments.of(arguments));
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

    /** What is wrong is told by whoever reads all of the conf. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"transport\": \"auto\"}",
                "{\"transport\": \"pigeon\"}",
                "{\"transport\": 1}",
                "{\"transport\": null}",
                "{",
                "",
                "no/such/file.json"
            })
    void takesOneThatWorksWhereNoneIsNamed(String conf) {
        assertThat(choose("-conf", conf)).matches(Transport::available);
    }

    @Test
    void doesSoWithoutAConf() {
        assertThat(choose()).isSameAs(choose("-conf", "{}"));
        assertThat(choose("some.Verticle", "-conf", "{\"transport\": \"nio\"}")).isSameAs(choose());
    }
}
