package dev.warmer.launcher;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.process.DemoTranscript;
import dev.warmer.process.Program;
import dev.warmer.process.Programs;
import dev.warmer.testing.Driver;
import dev.warmer.testing.EachDriver;
import dev.warmer.testing.Peer;
import dev.warmer.testing.Ports;
import io.vertx.lang.groovy.GroovyVerticleFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged program with valid arguments. */
class LauncherIT {
    private static final String ONE_GAME =
            "{\"port\": %d, \"games\": [{\"lower\": 7, \"upper\": 7, \"secret\": 7, \"guesses\": 1}]}";

    @RegisterExtension
    private final Programs programs = new Programs();

    @Test
    void withoutArgumentsItRunsTheDemoOfTheJar(@TempDir Path elsewhere) throws Exception {
        Program demo = programs.jar().port(Ports.free()).in(elsewhere).start();
        assertThat(demo.exit()).as(demo::toString).isZero();
        DemoTranscript.assertDemo(demo.stdout());
        assertThat(demo.logged("INFO")).anyMatch(line -> line.contains("listening on 127.0.0.1:"));
        assertThat(demo.logged("ERROR")).isEmpty();
    }

    @EachDriver
    void demoPrintsTheTranscript(Driver driver) throws Exception {
        Program demo = programs.jar().port(Ports.free()).start("-conf", driver.demo());
        assertThat(demo.exit()).as(demo::toString).isZero();
        DemoTranscript.assertDemo(demo.stdout());
    }

    @Test
    void serverAndClientRunInTwoProcesses() throws Exception {
        int port = Ports.free();
        Program client = programs.jar().port(port).start("-conf", "conf/client.json");
        Program server =
                programs.jar().port(port).property("warmer.server.instances", 2).start("-conf", "conf/server.json");
        assertThat(client.exit()).as(client::toString).isZero();
        DemoTranscript.assertClient(client.stdout());
        assertThat(server.awaitLog("listening on 127.0.0.1:" + port, 2).stdout())
                .isEmpty();
    }

    @Test
    void verticleIsLaunchedByItsName() throws Exception {
        int port = Ports.free();
        Program server = programs.jar()
                .property("warmer.log.level", "debug")
                .start(
                        "dev.warmer.eventloop.ServerVerticle",
                        "-instances",
                        "2",
                        "-conf",
                        "{\"port\": %d}".formatted(port));
        server.awaitLog("listening on 127.0.0.1:" + port, 2);

        Program client =
                programs.jar().start("dev.warmer.threads.ThreadedClientVerticle", "-conf", ONE_GAME.formatted(port));
        assertThat(client.exit()).as(client::toString).isZero();
        assertThat(client.stdout())
                .containsExactly("Guess a number between 7 and 7! Shhhhh, it's 7.", "Client: 7 is Correct");

        assertThat(talk(port, "GUESS\n")).startsWith("ERROR UNKNOWN_COMMAND ");
        server.awaitLog("closed: violation ", 1).awaitLog("closed: peer ", 1);
        assertThat(server.logged("INFO")).anyMatch(line -> line.contains("closed: violation "));
        assertThat(server.logged("DEBUG")).anyMatch(line -> line.contains("closed: peer "));
        assertThat(server.stdout()).isEmpty();
    }

    @Test
    void verticleInAnotherLanguageIsLaunched() throws Exception {
        int port = Ports.free();
        Program program = programs.with(GroovyVerticleFactory.class, groovy.lang.GroovyObject.class)
                .start("-conf", """
                        {"verticles": {
                         "upwards": {"verticle": "groovy:verticles/upwards.groovy", "config": {"port": %1$d}},
                         "client": {"verticle": "dev.warmer.eventloop.ClientVerticle", "config": {"port": %1$d,
                          "games": [{"lower": 1, "upper": 5, "secret": 3, "guesses": 5}]}}},
                         "exitAfter": ["client"]}""".formatted(port));
        assertThat(program.exit()).as(program::toString).isZero();
        assertThat(program.stdout())
                .containsExactly(
                        "Guess a number between 1 and 5! Shhhhh, it's 3.",
                        "Client: 1 is Unsure",
                        "Client: 2 is Warmer",
                        "Client: 3 is Correct");
    }

    @Test
    void demoWithTheClientInGroovyPrintsTheTranscript() throws Exception {
        Program demo = programs.with(GroovyVerticleFactory.class, groovy.lang.GroovyObject.class)
                .port(Ports.free())
                .start("-conf", "conf/polyglot.json");
        assertThat(demo.exit()).as(demo::toString).isZero();
        DemoTranscript.assertDemo(demo.stdout());
    }

    @Test
    void startHasNoTimeLimit() throws Exception {
        Program program = programs.with().start("-conf", """
                        {"verticles": {"stack": {"verticle": "dev.warmer.process.StackVerticle"}}}""");
        program.awaitOutput("end of the stack");
        assertThat(program.stdout())
                .as("deployed after Vert.x's launcher has stopped its two-minute clock")
                .contains("afterVerticleDeployed")
                .noneMatch(method -> method.startsWith("withTCCLAwait"));
    }

    @Test
    void helpIsPrinted() throws Exception {
        Program program = programs.jar().start("-help");
        assertThat(program.exit()).isZero();
        assertThat(program.stdout())
                .anyMatch(line -> line.contains("-instances"))
                .anyMatch(line -> line.startsWith("Usage: java -jar warmer.jar "))
                .anyMatch(line -> line.startsWith("Warmer, "))
                .anyMatch(line -> line.contains("docs/configuration.md"));
        assertThat(program.stderr()).isEmpty();
    }

    private static String talk(int port, String text) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(text.getBytes(US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), US_ASCII);
        }
    }

    /** Peers of IPv6 are refused on a machine without it, too. */
    @ParameterizedTest
    @ValueSource(strings = {"auto", "nio"})
    void wildcardIsOfIPv4OnlyIfJavaPrefersItsStack(String transport) throws Exception {
        int port = Ports.free();
        Program server = programs.jar()
                .port(port)
                .property("java.net.preferIPv4Stack", true)
                .property("warmer.transport", transport)
                .property("warmer.server.config.host", "0.0.0.0")
                .start("-conf", "conf/server.json", "-instances", "1");
        server.awaitLog("listening on 0.0.0.0:" + port, 1);
        assertThat(Peer.isServed("127.0.0.1", port)).isTrue();
        assertThat(Peer.isServed("::1", port)).isFalse();
    }
}
