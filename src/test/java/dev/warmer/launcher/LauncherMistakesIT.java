package dev.warmer.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.process.Program;
import dev.warmer.process.Programs;
import dev.warmer.testing.Driver;
import dev.warmer.testing.EachDriver;
import dev.warmer.testing.Ports;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The packaged program with invalid arguments and confs: exit status, and one line for each problem. */
class LauncherMistakesIT {
    @RegisterExtension
    private final Programs programs = new Programs();

    @Test
    void unknownOptionIsRejected() throws Exception {
        Program program = programs.jar().start("-bogus");
        assertThat(program.exit()).isEqualTo(2);
        assertThat(program.stderr()).first().asString().contains("-bogus");
        assertNoTranscriptAndNoStackTrace(program);
    }

    @Test
    void eachProblemOfAConfIsOneLine(@TempDir Path directory) throws Exception {
        Path conf = Files.writeString(directory.resolve("bad.json"), """
                {"verticles": {
                  "server": {"verticle": "dev.warmer.eventloop.ServerVerticle", "config": {"prot": 1}},
                  "other": {"verticle": "ruby:other.rb"}},
                 "exitAfter": ["clinet"]}
                """);
        Program program =
                programs.jar().property("warmer.server.config.port", "x").start("-conf", conf.toString());
        assertThat(program.exit()).isEqualTo(2);
        assertThat(program.logged("ERROR"))
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line)
                                .endsWith("-Dwarmer.server.config.port: \"x\" is not allowed: "
                                        + "an integer from 0 to 65535"),
                        line -> assertThat(line)
                                .contains(
                                        conf + ": verticles.server.config.prot: unknown key; did you mean \"port\"? "),
                        line -> assertThat(line)
                                .contains(conf + ": verticles.other.verticle: \"ruby:other.rb\" is not"),
                        line -> assertThat(line).contains(conf + ": exitAfter: \"clinet\" is not allowed: "));
        assertNoTranscriptAndNoStackTrace(program);
        assertThat(program.stderr()).noneMatch(line -> line.contains("listening"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-conf    | {\"verticles\": | 2  | -conf: not a JSON object: line 1, column 14: ",
                "-options | no JSON         | 2  | -options: no JSON is not allowed: a JSON object or a file with one",
                "-deployment-options | {\"instnaces\": 2} | 2 | the command line: instnaces: unknown key; did you mean \"instances\"? allowed keys: verticle, instances",
                "-worker  |                 | 2  | threadingModel: \"WORKER\" is not allowed: one of [EVENT_LOOP]",
                "-conf    | {\"cluster\": {\"port\": 0}, \"verticles\": {}} | 2 | -conf: cluster.port: 0 is not allowed: an integer from 1 to 65533",
            })
    void invalidOptionIsReportedInOneLine(String option, String value, int status, String mistake) throws Exception {
        Program program =
                value == null ? programs.jar().start(option) : programs.jar().start(option, value);
        assertThat(program.exit()).isEqualTo(status);
        assertThat(program.logged("ERROR")).singleElement().asString().contains(mistake);
        assertThat(program.logged("WARN")).isEmpty();
        assertNoTranscriptAndNoStackTrace(program);
    }

    @Test
    void unknownLogLevelIsReportedInOneLine() throws Exception {
        Program program = programs.jar().property("warmer.log.level", "bogus").start("-conf", "conf/client.json");
        assertThat(program.exit()).isEqualTo(2);
        assertThat(program.stderr())
                .singleElement()
                .asString()
                .endsWith("-Dwarmer.log.level: \"bogus\" is not allowed: one of error, warn, info, debug, trace, off");
        assertNoTranscriptAndNoStackTrace(program);
    }

    @Test
    void confFileWithoutTheOptionIsReportedWithTheOption() throws Exception {
        Program program = programs.jar().start("conf/server.json");
        assertThat(program.exit()).isEqualTo(2);
        assertThat(program.stderr())
                .singleElement()
                .asString()
                .endsWith("conf/server.json is a conf file, not a verticle: use -conf conf/server.json");
        assertNoTranscriptAndNoStackTrace(program);
    }

    @Test
    void missingTlsFileIsAnInvalidConf(@TempDir Path directory) throws Exception {
        Path conf = Files.writeString(directory.resolve("tls.json"), """
                {"verticles": {
                  "first": {"verticle": "dev.warmer.eventloop.ServerVerticle", "config": {"port": 0}},
                  "server": {"verticle": "dev.warmer.eventloop.ServerVerticle", "config": {
                    "port": 0, "tls": {"certificate": "no.pem", "key": "no.key"}}}}}
                """);
        Program program = programs.jar().start("-conf", conf.toString());
        assertThat(program.exit()).isEqualTo(2);
        assertThat(program.logged("ERROR"))
                .singleElement()
                .asString()
                .endsWith(conf + ": verticles.server.config.tls.certificate: \"no.pem\" is not allowed: "
                        + "a readable file; file not found");
        assertNoTranscriptAndNoStackTrace(program);
        assertThat(program.stderr()).noneMatch(line -> line.contains("listening"));
    }

    @Test
    void portInUseStopsTheVerticlesStartedBefore() throws Exception {
        try (ServerSocket taken = Ports.taken()) {
            Program program = programs.with().start("-conf", """
                    {"verticles": {
                     "first": {"verticle": "dev.warmer.process.PrintingVerticle", "config": {"name": "first"}},
                     "server": {"verticle": "dev.warmer.eventloop.ServerVerticle", "config": {"port": %d}},
                     "last": {"verticle": "dev.warmer.process.PrintingVerticle", "config": {"name": "last"}}}}""".formatted(taken.getLocalPort()));
            assertThat(program.exit()).isEqualTo(15);
            assertThat(program.stdout())
                    .containsExactly("first starts", "first has started", "first stops", "first has stopped");
            assertThat(program.logged("ERROR"))
                    .singleElement()
                    .asString()
                    .contains("server: cannot listen on 127.0.0.1:" + taken.getLocalPort() + ": ");
            assertThat(program.stderr()).noneMatch(line -> line.startsWith("\tat "));
        }
    }

    @EachDriver
    void clientWithoutAServerReportsItsAddress(Driver driver) throws Exception {
        int port = Ports.free();
        Program client = programs.jar()
                .property("warmer.server.config.port", 0)
                .property("warmer.client.config.port", port)
                .property("warmer.client.config.connectTimeout", 100)
                .start("-conf", driver.demo());
        assertThat(client.exit()).isEqualTo(1);
        assertThat(client.logged("ERROR"))
                .singleElement()
                .asString()
                .contains("client: cannot connect to 127.0.0.1:" + port + " within 100 ms: Connection refused");
        assertNoTranscriptAndNoStackTrace(client);
    }

    /** Asserts an empty transcript, and no stack trace. */
    private static void assertNoTranscriptAndNoStackTrace(Program program) {
        assertThat(program.stdout()).isEmpty();
        assertThat(program.stderr()).noneMatch(line -> line.startsWith("\tat "));
    }
}
