package dev.warmer.config;

import static dev.warmer.config.Confs.CLIENT;
import static dev.warmer.config.Confs.SERVER;
import static dev.warmer.config.Confs.json;
import static dev.warmer.config.Confs.mistakes;
import static dev.warmer.config.Confs.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** System properties and options of the command line override the values of a conf. */
class ConfPropertiesTest {
    private static final String CONF = """
            {'verticles': {
             'server': {'verticle': '%s', 'config': {'port': 1, 'host': 'h'}},
             'client': {'verticle': '%s', 'config': {
               'games': [{'lower': 1, 'upper': 5, 'secret': 3, 'guesses': 5}]}}}}""".formatted(SERVER, CLIENT);
    private static final String NO_GAME = "{'lower': 1, 'upper': 5, 'secret': 3, 'guesses': 0}";

    @Test
    void propertiesOverrideTheConfAndLeaveTheRest() {
        Conf conf = read(CONF, json("{'server': {'instances': 2, 'config': {'port': 4321, 'transcript': true}}}"));
        assertThat(conf.verticles().get(0).options().getInstances()).isEqualTo(2);
        assertThat(config(conf, 0)).isEqualTo(json("{'port': 4321, 'host': 'h', 'transcript': true}"));
        assertThat(config(conf, 1)).isEqualTo(config(read(CONF), 1));
    }

    @Test
    void arrayReplacesTheConfs() {
        Conf conf = read(CONF, json("""
                {'client': {'config': {'games': [{'lower': -9223372036854775808, 'upper': 9223372036854775807,
                 'secret': 9223372036854775806, 'guesses': 1}]}}}"""));
        assertThat(config(conf, 1).getJsonArray("games")).singleElement().isEqualTo(json("""
                {'lower': -9223372036854775808, 'upper': 9223372036854775807,
                 'secret': 9223372036854775806, 'guesses': 1}"""));
    }

    @Test
    void propertiesOfOtherDeploymentsHaveNoEffect() {
        JsonObject properties = json("{'java': {'version': '17'}, 'user': {'dir': '/'}, 'verticles': {'server': 5}}");
        assertThat(read(CONF, properties)).usingRecursiveComparison().isEqualTo(read(CONF));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'instances': -1}                | instances: -1 is not allowed: an integer from 0 to 1024",
                "{'config': {'port': 'x'}}       | config.port: \"x\" is not allowed: an integer from 0 to 65535",
                "{'config': 5}                   | config: 5 is not allowed: an object",
                "{'verticle': 'no.Such'}         | verticle: \"no.Such\" is not allowed: the name of a verticle class on the class path",
                "{'config': {'prot': 1}}         | config.prot: unknown key; did you mean \"port\"? allowed keys: "
                        + "host, port, path, backlog, reusePort, strategy, transcript, sockets, maxLineLength, maxConnections, "
                        + "maxConnectionsPerAddress, handshakeTimeout, idleTimeout, writeTimeout, drainDelay, "
                        + "drainTimeout, proxyProtocol, trustedProxies, tls",
            })
    void invalidPropertyIsReportedByItsName(String properties, String mistake) {
        assertThat(mistakes(() -> read(CONF, json("{'server': %s}".formatted(properties)))))
                .containsExactly("-Dwarmer.server." + mistake);
    }

    @Test
    void problemInsideAnArrayIsReportedByThePropertysName() {
        assertThat(mistakes(() -> read(CONF, json("{'client': {'config': {'games': [%s]}}}".formatted(NO_GAME)))))
                .containsExactly(
                        "-Dwarmer.client.config.games[0].guesses: 0 is not allowed: an integer from 1 to 2147483647");
    }

    @Test
    void problemOfTheConfIsReportedByItsPath() {
        String wrong = CONF.replace("'port': 1", "'port': -1");
        assertThat(mistakes(() -> read(wrong, json("{'server': {'config': {'host': 'other'}}}"))))
                .containsExactly("-conf: verticles.server.config.port: -1 is not allowed: an integer from 0 to 65535");
    }

    @Test
    void unknownKeyAtTheTopIsReportedForTheConf() {
        String wrong = CONF.replaceFirst("\\{", "{'user': 1, ");
        assertThat(mistakes(() -> read(wrong, json("{'user': {'dir': '/'}}"))))
                .containsExactly(
                        "-conf: user: unknown key; allowed keys: $schema, verticles, http, log, cluster, transport, exitAfter");
    }

    @ParameterizedTest
    @ValueSource(strings = {"user", "java", "os", "file"})
    void deploymentMayHaveTheNameOfJavasOwnProperties(String name) {
        String conf = "{'verticles': {'%s': {'verticle': '%s'}}}".formatted(name, SERVER);
        ConfSource source = ConfSource.inline(Confs.quoted(conf), null);
        Conf read = Confs.reader(source, new Overrides(System.getProperties(), new JsonObject()))
                .read(source.read(), files -> {});
        assertThat(read.verticles()).extracting(Conf.Deployment::name).containsExactly(name);
    }

    @Test
    void nameOfADeploymentMayNotBeThatOfOtherProperties() {
        String conf = "{'verticles': {'log': {'verticle': '%s'}}}".formatted(SERVER);
        assertThat(mistakes(() -> read(conf)))
                .singleElement()
                .asString()
                .startsWith("-conf: verticles.log: is not allowed: a name other than ");
    }

    @Test
    void commandLineOptionsOverrideTheFirstDeploymentOnly() {
        Conf conf = read(CONF, new JsonObject(), json("{'instances': 4, 'workerPoolName': 'pool'}"));
        assertThat(conf.verticles().get(0).options().toJson().getMap())
                .containsEntry("instances", 4)
                .containsEntry("workerPoolName", "pool");
        assertThat(conf.verticles().get(1).options().toJson().getMap())
                .containsEntry("instances", 1)
                .doesNotContainKey("workerPoolName");
    }

    private static JsonObject config(Conf conf, int index) {
        return conf.verticles().get(index).options().getConfig();
    }
}
