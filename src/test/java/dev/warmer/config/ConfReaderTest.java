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

    /** One of each level; the tests of the schemas have the others. */
    @Test
    void invalidValueIsReportedWithItsPath() {
        assertThat(mistakes(() -> read("{}"))).containsExactly("-conf: verticles: is missing: an object, not empty");
        assertThat(mistakes(() -> read("{'verticles': {'a': {'verticle': '%s', 'instances': -1}}}".formatted(SERVER))))
                .containsExactly("-conf: verticles.a.instances: -1 is not allowed: an integer from 0 to 1024");
        assertThat(mistakes(() -> read(conf(SERVER, "{'port': -1}"))))
                .containsExactly("-conf: verticles.a.config.port: -1 is not allowed: an integer from 0 to 65535");
        assertThat(mistakes(() -> read(conf(CLIENT, GAME.formatted(1, 3, 0)))))
                .containsExactly("-conf: verticles.a.config.games[0].guesses: 0 is not allowed: "
                        + "an integer from 1 to 2147483647");
    }

    @Test
    void unknownKeyIsReportedAtAnyLevel() {
        assertThat(mistakes(() -> read("{'verticles': {'a': {'verticle': '%s'}}, 'verticle': 1}".formatted(SERVER))))
                .containsExactly("-conf: verticle: unknown key; did you mean \"verticles\"? "
                        + "allowed keys: $schema, verticles, http, log, cluster, transport, exitAfter");
        assertThat(mistakes(() -> read("{'verticles': {'a': {'verticle': '%s', 'instance': 2}}}".formatted(SERVER))))
                .singleElement()
                .asString()
                .startsWith("-conf: verticles.a.instance: unknown key; did you mean \"instances\"? allowed keys: ");
        assertThat(mistakes(() -> read(conf(SERVER, "{'prot': 1}"))))
                .containsExactly("-conf: verticles.a.config.prot: unknown key; did you mean \"port\"? allowed keys: "
                        + "host, port, path, backlog, reusePort, strategy, transcript, sockets, maxLineLength, maxConnections, "
                        + "maxConnectionsPerAddress, handshakeTimeout, idleTimeout, writeTimeout, drainDelay, "
                        + "drainTimeout, proxyProtocol, trustedProxies, tls");
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
    }
}
