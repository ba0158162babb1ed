package dev.warmer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.warmer.connection.Limits;
import dev.warmer.game.StrategyName;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerSchemaTest {
    private static final ServerConfig DEFAULT = new ServerConfig(
            "127.0.0.1",
            1234,
            Optional.empty(),
            4096,
            false,
            StrategyName.RANDOM,
            false,
            false,
            false,
            limits(1024),
            Optional.empty(),
            Optional.empty(),
            Set.of());

    private static final List<Schema<?>> BOTH = List.of(Schema.SERVER, Schema.THREADED_SERVER);

    private static Limits limits(int maxLineLength) {
        return new Limits(
                maxLineLength,
                10_000,
                0,
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                Duration.ofSeconds(30),
                Duration.ZERO,
                Duration.ofSeconds(10));
    }

    @Test
    void everyKeyHasADefault() {
        assertThat(new SchemaJson("{}").as(Schema.SERVER)).isEqualTo(DEFAULT);
        assertThat(new SchemaJson("{}").as(Schema.THREADED_SERVER)).isEqualTo(DEFAULT);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65535})
    void acceptsPorts(int port) {
        assertThat(SchemaJson.of("port", "" + port).as(Schema.SERVER).port()).isEqualTo(port);
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 65536})
    void acceptsLineLengths(int length) {
        assertThat(SchemaJson.of("maxLineLength", "" + length)
                        .as(Schema.SERVER)
                        .limits()
                        .maxLineLength())
                .isEqualTo(length);
    }

    @ParameterizedTest
    @EnumSource
    void acceptsNamesOfStrategies(StrategyName strategy) {
        assertThat(SchemaJson.of("strategy", "\"" + strategy + "\"")
                        .as(Schema.SERVER)
                        .strategy())
                .isEqualTo(strategy);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    host          | ""                  | a string, not empty
                    host          | null                | a string, not empty
                    port          | -1                  | an integer from 0 to 65535
                    port          | 65536               | an integer from 0 to 65535
                    port          | 9223372036854775808 | an integer from 0 to 65535
                    port          | "7000"              | an integer from 0 to 65535
                    port          | null                | an integer from 0 to 65535
                    transcript    | "true"              | true or false
                    maxLineLength | 63                  | an integer from 64 to 65536
                    maxLineLength | 65537               | an integer from 64 to 65536
                    """)
    void wrongValueIsReportedWithKeyAndWhatIsAllowed(String key, String value, String allowed) {
        for (Schema<?> schema : BOTH) {
            SchemaJson.of(key, value).isRefusedBy(schema, key + ": " + value + " is not allowed: " + allowed);
        }
    }

    @ParameterizedTest
    @CsvSource({"port, 7000.0", "port, 1e3", "maxLineLength, 64.0"})
    void rejectsFractions(String key, String value) {
        assertThatExceptionOfType(InvalidConfigException.class)
                .isThrownBy(() -> SchemaJson.of(key, value).as(Schema.SERVER))
                .withMessageMatching(key + ": [0-9.]+ is not allowed: an integer from .*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"fastest\"", "\"Random\"", "\"\"", "null", "7"})
    void rejectsUnknownStrategies(String value) {
        assertThatExceptionOfType(InvalidConfigException.class)
                .isThrownBy(() -> SchemaJson.of("strategy", value).as(Schema.SERVER))
                .withMessageStartingWith("strategy: " + value + " is not allowed: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"green\"", "\"Virtual\"", "true", "null"})
    void threadsAreOfAKindThereIs(String value) {
        SchemaJson.of("threads", value)
                .isRefusedBy(Schema.THREADED_SERVER, "threads: " + value + " is not allowed: one of platform, virtual");
    }

    @Test
    void onlyAServerOnThreadsHasThreads() {
        SchemaJson.of("threads", "\"virtual\"")
                .isRefusedBy(
                        Schema.SERVER,
                        "threads: unknown key; allowed keys: host, port, path, backlog, reusePort, strategy, transcript, sockets, maxLineLength, maxConnections, "
                                + "maxConnectionsPerAddress, handshakeTimeout, idleTimeout, writeTimeout, drainDelay, drainTimeout, proxyProtocol, trustedProxies, tls");
    }

    @Test
    void allMistakesAreReported() {
        new SchemaJson("{\"port\": -1, \"prot\": 7000, \"host\": 7, \"transcript\": 0, \"threads\": \"few\"}")
                .isRefusedBy(
                        Schema.THREADED_SERVER,
                        "host: 7 is not allowed: a string, not empty",
                        "port: -1 is not allowed: an integer from 0 to 65535",
                        "transcript: 0 is not allowed: true or false",
                        "threads: \"few\" is not allowed: one of platform, virtual",
                        "prot: unknown key; did you mean \"port\"? allowed keys: host, port, backlog, reusePort, strategy, transcript, maxLineLength, maxConnections, "
                                + "maxConnectionsPerAddress, handshakeTimeout, idleTimeout, writeTimeout, drainDelay, drainTimeout, proxyProtocol, trustedProxies, tls, threads");
    }

    @Test
    void pathTakesThePlaceOfHostAndPort() {
        ServerConfig config = new SchemaJson("{\"path\": \"/run/warmer.sock\"}").as(Schema.SERVER);
        assertThat(config.address(-1)).isEqualTo("/run/warmer.sock");
        assertThat(config.socketAddress(0).path()).isEqualTo("/run/warmer.sock");
        new SchemaJson("""
                {"path": "/run/warmer.sock", "host": "::", "port": 1, "reusePort": false,
                 "maxConnectionsPerAddress": 0}""")
                .isRefusedBy(
                        Schema.SERVER,
                        "host: is not allowed with path",
                        "port: is not allowed with path",
                        "reusePort: is not allowed with path",
                        "maxConnectionsPerAddress: is not allowed with path");
    }

    @Test
    void pathHasALength() {
        String longest = "/" + "ä".repeat(53);
        assertThat(SchemaJson.of("path", "\"" + longest + "\"")
                        .as(Schema.SERVER)
                        .path())
                .hasValue(longest);
        SchemaJson.of("path", "\"" + longest + "x\"")
                .isRefusedBy(Schema.SERVER, "path: \"" + longest + "x\" is not allowed: at most 107 bytes");
        SchemaJson.of("path", "\"\"").isRefusedBy(Schema.SERVER, "path: \"\" is not allowed: a string, not empty");
    }

    @Test
    void onlyAServerOnEventLoopsHasAPath() {
        for (Schema<?> schema : List.of(Schema.THREADED_SERVER, Schema.AWAIT_SERVER, Schema.WEB)) {
            assertThatExceptionOfType(InvalidConfigException.class)
                    .isThrownBy(() -> schema.read(new JsonObject().put("path", "/run/warmer.sock")))
                    .withMessageStartingWith("path: unknown key; ");
        }
    }

    @Test
    void addressOfIPv6HasBrackets() {
        assertThat(SchemaJson.of("host", "\"::1\"").as(Schema.SERVER).address(7))
                .isEqualTo("[::1]:7");
        assertThat(SchemaJson.of("host", "\"0.0.0.0\"").as(Schema.SERVER).address(7))
                .isEqualTo("0.0.0.0:7");
    }
}
