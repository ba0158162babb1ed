package dev.warmer.config;

import static dev.warmer.config.Confs.CLIENT;
import static dev.warmer.config.Confs.SERVER;
import static dev.warmer.config.Confs.conf;
import static dev.warmer.config.Confs.json;
import static dev.warmer.config.Confs.mistakes;
import static dev.warmer.config.Confs.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.config.Conf.Deployment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfReaderTest {
    private static final String GAME = "{'games': [{'lower': %s, 'upper': 5, 'secret': %s, 'guesses': %s}]}";

    @Test
    void deploymentsKeepTheOrderOfTheFile() {
        Conf conf =
                read("{'verticles': {'z': {'verticle': '%1$s'}, 'a': {'verticle': '%1$s'}, 'm': {'verticle': '%1$s'}}}"
                        .formatted("java:dev.warmer.process.PrintingVerticle"));
        assertThat(conf.verticles()).extracting(Deployment::name).containsExactly("z", "a", "m");
    }

    @Test
    void deploymentOptionsAreThoseOfVertx() {
        Conf conf = read("""
                {'verticles': {'a': {'verticle': '%s', 'instances': 3, 'threadingModel': 'WORKER',
                 'workerPoolName': 'p', 'workerPoolSize': 7, 'config': {'port': 7}}}}""".formatted("dev.warmer.process.PrintingVerticle"));
        assertThat(conf.verticles().get(0).options().toJson().getMap())
                .containsEntry("instances", 3)
                .containsEntry("threadingModel", "WORKER")
                .containsEntry("workerPoolName", "p")
                .containsEntry("workerPoolSize", 7)
                .containsEntry("config", json("{'port': 7}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                  | verticles: is missing: an object, not empty",
                "{'verticles': {}}                   | verticles: {} is not allowed: an object, not empty",
                "{'verticles': []}                   | verticles: [] is not allowed: an object, not empty",
                "{'verticles': {'a': 5}}             | verticles.a: 5 is not allowed: an object",
                "{'verticles': {'a': null}}          | verticles.a: null is not allowed: an object",
                "{'verticles': {'a': {}}}            | verticles.a.verticle: is missing: a string, not empty",
                "{'verticles': {'a': {'verticle': ''}}} "
                        + "| verticles.a.verticle: \"\" is not allowed: a string, not empty",
            })
    void invalidConfIsReported(String conf, String mistake) {
        assertThat(mistakes(() -> read(conf))).containsExactly("-conf: " + mistake);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "instances       | -1        | an integer from 0 to 1024",
                "instances       | 1025      | an integer from 0 to 1024",
                "instances       | 1.5       | an integer from 0 to 1024",
                "instances       | \"2\"     | an integer from 0 to 1024",
                "instances       | null      | an integer from 0 to 1024",
                "instances       | [2]       | an integer from 0 to 1024",
                "threadingModel  | \"GREEN\" | one of EVENT_LOOP, WORKER, VIRTUAL_THREAD",
                "threadingModel  | 1         | one of EVENT_LOOP, WORKER, VIRTUAL_THREAD",
                "workerPoolSize  | 0         | an integer from 1 to 2147483647",
                "workerPoolSize  | 4294967296| an integer from 1 to 2147483647",
                "ha              | \"true\"  | true or false",
                "config          | 5         | an object",
                "config          | null      | an object",
            })
    void invalidDeploymentIsReported(String key, String value, String allowed) {
        String conf = "{'verticles': {'a': {'verticle': '%s', '%s': %s}}}".formatted(SERVER, key, value);
        assertThat(mistakes(() -> read(conf)))
                .containsExactly("-conf: verticles.a.%s: %s is not allowed: %s".formatted(key, value, allowed));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "port          | \"7000\"  | an integer from 0 to 65535",
                "port          | 65536     | an integer from 0 to 65535",
                "port          | -1        | an integer from 0 to 65535",
                "port          | null      | an integer from 0 to 65535",
                "host          | \"\"      | a string, not empty",
                "host          | 127       | a string, not empty",
                "transcript    | \"yes\"   | true or false",
                "maxLineLength | 63        | an integer from 64 to 65536",
            })
    void invalidServerIsReported(String key, String value, String allowed) {
        assertThat(mistakes(() -> read(conf(SERVER, "{'%s': %s}".formatted(key, value)))))
                .containsExactly("-conf: verticles.a.config.%s: %s is not allowed: %s".formatted(key, value, allowed));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "6 | 5 | 1 | lower: 6 is not allowed: an integer not above the game's upper, 5",
                "1 | 9 | 1 | secret: 9 is not allowed: a number in the game's range, ",
                "1 | 3 | 0 | guesses: 0 is not allowed: an integer from 1 to 2147483647",
                "1 | \"3\" | 1 | secret: \"3\" is not allowed: an integer from "
                        + "-9223372036854775808 to 9223372036854775807",
                "-9223372036854775809 | 3 | 1 | lower: -9223372036854775809 is not allowed: an integer from "
                        + "-9223372036854775808 to 9223372036854775807",
            })
    void invalidGameIsReported(String lower, String secret, String guesses, String mistake) {
        assertThat(mistakes(() -> read(conf(CLIENT, GAME.formatted(lower, secret, guesses)))))
                .singleElement()
                .asString()
                .startsWith("-conf: verticles.a.config.games[0]." + mistake);
    }

    @Test
    void invalidStrategyIsReportedWithThoseAllowed() {
        assertThat(mistakes(() -> read(conf(SERVER, "{'strategy': 'luck'}"))))
                .singleElement()
                .asString()
                .startsWith("-conf: verticles.a.config.strategy: \"luck\" is not allowed: one of ")
                .contains("random", "bisect");
    }

    @Test
    void clientRequiresGames() {
        assertThat(mistakes(() -> read(conf(CLIENT, "{}"))))
                .containsExactly("-conf: verticles.a.config.games: is missing: an array, not empty");
        assertThat(mistakes(() -> read(conf(CLIENT, "{'games': []}"))))
                .containsExactly("-conf: verticles.a.config.games: [] is not allowed: an array, not empty");
    }

    @Test
    void unknownKeyIsReportedAtAnyLevel() {
        assertThat(mistakes(() -> read("{'verticles': {'a': {'verticle': '%s'}}, 'verticle': 1}".formatted(SERVER))))
                .containsExactly("-conf: verticle: unknown key; did you mean \"verticles\"? "
                        + "allowed keys: $schema, verticles, http, log, transport, exitAfter");
        assertThat(mistakes(() -> read("{'verticles': {'a': {'verticle': '%s', 'instance': 2}}}".formatted(SERVER))))
                .singleElement()
                .asString()
                .startsWith("-conf: verticles.a.instance: unknown key; did you mean \"instances\"? allowed keys: ");
        assertThat(mistakes(() -> read(conf(SERVER, "{'prot': 1}"))))
                .containsExactly("-conf: verticles.a.config.prot: unknown key; did you mean \"port\"? allowed keys: "
                        + "host, port, strategy, transcript, sockets, maxLineLength, maxConnections, "
                        + "maxConnectionsPerAddress, handshakeTimeout, idleTimeout, writeTimeout, drainTimeout, tls");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "a~b", "a b", "a%b", "a.b", "ключ", "user", "~"})
    void unknownKeyWithSpecialCharactersIsReported(String key) {
        assertThat(mistakes(() -> read(conf(SERVER, "{'%s': 1}".formatted(key)))))
                .singleElement()
                .asString()
                .startsWith("-conf: verticles.a.config." + key + ": unknown key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a/b", "a~b", "a%b", "ключ", "user"})
    void deploymentMayHaveAnyName(String name) {
        String conf = "{'verticles': {'%s': {'instances': -1, 'config': []}}}".formatted(name);
        assertThat(mistakes(() -> read(conf)))
                .containsExactlyInAnyOrder(
                        "-conf: verticles." + name + ".verticle: is missing: a string, not empty",
                        "-conf: verticles." + name + ".instances: -1 is not allowed: an integer from 0 to 1024",
                        "-conf: verticles." + name + ".config: [] is not allowed: an object");
    }

    @Test
    void exitAfterNamesVerticlesOfTheConf() {
        String conf = "{'verticles': {'a': {'verticle': '%s'}}, 'exitAfter': %s}";
        assertThat(read(conf.formatted(SERVER, "['a']")).exitAfter()).containsExactly("a");
        assertThat(mistakes(() -> read(conf.formatted(SERVER, "['a', 'z']"))))
                .containsExactly("-conf: exitAfter: \"z\" is not allowed: the name of a deployment, one of [a]");
        assertThat(mistakes(() -> read(conf.formatted(SERVER, "'a'"))))
                .containsExactly("-conf: exitAfter: \"a\" is not allowed: an array, not empty");
        assertThat(mistakes(() -> read(conf.formatted(SERVER, "[1]"))))
                .contains("-conf: exitAfter[0]: 1 is not allowed: a string, not empty");
    }
}
