package dev.warmer.launcher;

import static dev.warmer.config.Confs.SERVER;
import static dev.warmer.config.Confs.conf;
import static dev.warmer.config.Confs.mistakes;
import static dev.warmer.config.Confs.quoted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.config.Conf;
import dev.warmer.config.Conf.Deployment;
import dev.warmer.config.ConfReader;
import dev.warmer.config.ConfSource;
import dev.warmer.config.Confs;
import dev.warmer.config.Overrides;
import dev.warmer.netty.LauncherCommand;
import dev.warmer.tls.Credentials;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class ArgumentsTest {
    private final Vertx vertx;

    @TempDir
    private Path directory;

    ArgumentsTest(Vertx vertx) {
        this.vertx = vertx;
    }

    @Test
    void demoIsTheDefault() throws Exception {
        assertThat(names(load())).containsExactly("server", "client");
    }

    @Test
    void confIsAFileOrJson() throws Exception {
        assertThat(names(load("-conf", file(conf(SERVER, "{}"))))).containsExactly("a");
        assertThat(names(load("-conf", quoted(" " + conf(SERVER, "{}"))))).containsExactly("a");
    }

    @Test
    void confOfASingleVerticleIsItsConfig() throws Exception {
        Conf conf = load(SERVER, "-conf", quoted("{'port': 0}"));
        assertThat(conf.verticles()).singleElement().returns(SERVER, Deployment::verticle);
        assertThat(config(conf)).isEqualTo(new JsonObject().put("port", 0));
        assertThat(config(load(SERVER, "-conf", file("{'port': 0}")))).isEqualTo(config(conf));
        assertThat(config(load(SERVER))).isEqualTo(new JsonObject());
    }

    @Test
    void problemOfInlineJsonNamesTheOption() {
        assertThat(mistakes(() -> load(SERVER, "-conf", quoted("{'port': -1}"))))
                .containsExactly("-conf: verticles.main.config.port: -1 is not allowed: an integer from 0 to 65535");
        assertThat(mistakes(() -> load("-conf", quoted("{'verticles': 1}"))))
                .containsExactly("-conf: verticles: 1 is not allowed: an object, not empty");
    }

    @Test
    void commandLineOptionsOverrideTheFirstDeployment() throws Exception {
        Conf conf = load(new DeploymentOptions().setWorkerPoolName("pool"), "-instances", "3");
        assertThat(conf.verticles().get(0).options().toJson().getMap())
                .containsEntry("instances", 3)
                .containsEntry("workerPoolName", "pool");
        assertThat(conf.verticles().get(1).options().getInstances()).isEqualTo(1);
    }

    @Test
    void explicitDefaultOverridesTheConf() throws Exception {
        Conf conf = load("-conf", "conf/server.json", "-instances", "1");
        assertThat(conf.verticles().get(0).options().getInstances()).isEqualTo(1);
    }

    @Test
    void invalidCommandLineOptionIsReportedByItsName() {
        assertThat(mistakes(() -> load("-instances", "-1")))
                .singleElement()
                .asString()
                .doesNotContain("demo.json")
                .endsWith("instances: -1 is not allowed: an integer from 0 to 1024");
    }

    @Test
    void unknownDeploymentOptionIsReported() {
        Arguments parsed = Arguments.parse(LauncherCommand.create(null));
        JsonObject main = parsed.mainOptions(new DeploymentOptions(), new JsonObject("{\"instnaces\": 2}"));
        ConfReader reader = new ConfReader(
                parsed.source(), new Overrides(new Properties(), main), vertx.verticleFactories(), VerticleTypes.ALL);
        assertThat(mistakes(() -> reader.read(parsed.source().read(), files -> {})))
                .singleElement()
                .asString()
                .startsWith(
                        "the command line: instnaces: unknown key; did you mean \"instances\"? allowed keys: verticle, instances, ");
    }

    @Test
    void optionsThatExcludeEachOtherAreReported() {
        assertThat(mistakes(() -> load("-worker", "-virtual-thread")))
                .containsExactly("-worker and -virtual-thread exclude each other");
    }

    @Test
    void confFileGivenAsTheVerticleIsReported() {
        assertThat(mistakes(() -> load("conf/server.json")))
                .containsExactly("conf/server.json is a conf file, not a verticle: use -conf conf/server.json");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'verticles':        | line 1, column 14: ",
                "{'verticles': {}} x  | line 1, column 20: ",
                "{'verticles': {}}}   | line 1, column 18: ",
                "{'verticles': {},}   | line 1, column 18: ",
                "{verticles: {}}      | line 1, column 2: ",
            })
    void syntaxErrorIsReportedWithItsPosition(String text, String where) throws IOException {
        String file = file(text);
        assertThat(mistakes(() -> load("-conf", file)))
                .singleElement()
                .asString()
                .startsWith(file + ": not a JSON object: " + where);
    }

    @Test
    void syntaxErrorIsReportedWithItsLine() throws IOException {
        String file = file("{\n 'verticles': {\n  'a': oops\n }\n}\n");
        assertThat(mistakes(() -> load("-conf", file)))
                .singleElement()
                .asString()
                .startsWith(file + ": not a JSON object: line 3, column ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n", "null", "[]", "[{}]", "5", "'text'", "true"})
    void fileWithoutAnObjectIsReported(String text) throws IOException {
        String file = file(text);
        assertThat(mistakes(() -> load("-conf", file)))
                .singleElement()
                .asString()
                .startsWith(file + ": not a JSON object")
                .doesNotContain("Failed to decode");
    }

    @Test
    void duplicateKeyInAFileIsReported() throws IOException {
        String file = file(
                "{'verticles': {'a': {'verticle': 'x'}}, 'verticles': {'b': {'verticle': '%s'}}}".formatted(SERVER));
        assertThat(mistakes(() -> load("-conf", file)))
                .singleElement()
                .asString()
                .startsWith(file + ": ")
                .contains("verticles");
    }

    @Test
    void duplicateKeyInAnOptionIsReported() {
        assertThat(mistakes(() -> load(SERVER, "-conf", quoted("{'port': 1, 'port': 2}"))))
                .singleElement()
                .asString()
                .startsWith("-conf: ")
                .contains("port");
    }

    @Test
    void unreadableFileIsReportedWithTheReason() {
        String missing = directory.resolve("missing.json").toString();
        assertThat(mistakes(() -> load("-conf", missing)))
                .containsExactly(missing + ": cannot read file: no such file");
        assertThat(mistakes(() -> load("-conf", directory.toString())))
                .containsExactly(directory + ": cannot read file: Is a directory");
        assertThat(mistakes(() -> load("-conf", ""))).containsExactly("-conf: cannot read file: Is a directory");
    }

    @Test
    void pemFilesAreReadBeforeDeployment() throws IOException {
        String garbage = Files.writeString(directory.resolve("garbage.pem"), "-----BEGIN CERTIFICATE-----\n\u0000\n")
                .toString();
        String tls = "'tls': {'certificate': '%s', 'key': 'no.key'}".formatted(garbage);
        for (String verticle : List.of(SERVER, "dev.warmer.threads.ThreadedServerVerticle")) {
            String file = file(conf(verticle, "{'port': 0, " + tls + "}"));
            assertThat(mistakes(() -> load("-conf", file)))
                    .singleElement()
                    .asString()
                    .startsWith(file + ": verticles.a.config.tls.certificate: \"" + garbage
                            + "\" is not allowed: a PEM file of X.509 certificates; ");
        }
        String trusting = conf(
                Confs.CLIENT,
                "{'games': [{'lower': 1, 'upper': 1, 'secret': 1, 'guesses': 1}]," + " 'tls': {'trust': 'no.pem'}}");
        assertThat(mistakes(() -> load("-conf", quoted(trusting))))
                .containsExactly("-conf: verticles.a.config.tls.trust: \"no.pem\" is not allowed: "
                        + "a readable file; file not found");
    }

    private Conf load(String... arguments) {
        return load(new DeploymentOptions(), arguments);
    }

    private Conf load(DeploymentOptions main, String... arguments) {
        Arguments parsed = Arguments.parse(LauncherCommand.create(null), arguments);
        ConfSource source = parsed.source();
        Overrides overrides = new Overrides(new Properties(), parsed.mainOptions(main, null));
        return new ConfReader(source, overrides, vertx.verticleFactories(), VerticleTypes.ALL)
                .read(source.read(), files -> Credentials.read(vertx, files));
    }

    private String file(String text) throws IOException {
        return Files.writeString(Files.createTempFile(directory, "conf", ".json"), quoted(text))
                .toString();
    }

    private static List<String> names(Conf conf) {
        return conf.verticles().stream().map(Deployment::name).toList();
    }

    private static JsonObject config(Conf conf) {
        return conf.verticles().get(0).options().getConfig();
    }
}
