package dev.warmer.launcher;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.warmer.process.Program;
import dev.warmer.process.Programs;
import dev.warmer.testing.Await;
import dev.warmer.testing.Driver;
import dev.warmer.testing.EachDriver;
import dev.warmer.testing.Peer;
import dev.warmer.testing.Ports;
import io.vertx.core.json.JsonObject;
import io.vertx.core.transport.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The program ends by a signal, or because the server is killed. */
class LauncherShutdownIT {
    private static final String ENDLESS_GAME =
            "[{\"lower\":-9223372036854775808,\"upper\":9223372036854775807," + "\"secret\":0,\"guesses\":2147483647}]";
    private static final int SIGTERM = 128 + 15;

    @RegisterExtension
    private final Programs programs = new Programs();

    @Test
    void clientsStopBeforeServers() throws Exception {
        Program program = programs.with().start("-conf", """
                {"verticles": {
                 "server": {"verticle": "dev.warmer.process.PrintingVerticle", "config": {"name": "server"}},
                 "client": {"verticle": "dev.warmer.process.PrintingVerticle", "config": {"name": "client"}}},
                 "exitAfter": ["client"]}""");
        program.awaitOutput("client has started").terminate();
        assertThat(program.exit()).isEqualTo(SIGTERM);
        assertThat(program.stdout())
                .containsExactly(
                        "server starts",
                        "server has started",
                        "client starts",
                        "client has started",
                        "client stops",
                        "client has stopped",
                        "server stops",
                        "server has stopped");
    }

    @Test
    void signalDuringTheStartIsNotAnError(@TempDir Path folder) throws Exception {
        Program program = programs.with().start("-conf", """
                {"verticles": {
                 "first": {"verticle": "dev.warmer.process.PrintingVerticle", "config": {"name": "first"}},
                 "stuck": {"verticle": "dev.warmer.process.FileAwaitingVerticle", "config": {"file": "%s"}}}}""".formatted(folder.resolve("never")));
        program.awaitOutput("starting").terminate();
        assertThat(program.exit()).isEqualTo(SIGTERM);
        assertThat(program.stdout())
                .containsExactly("first starts", "first has started", "starting", "first stops", "first has stopped");
        assertThat(program.logged("ERROR")).isEmpty();
        assertThat(program.stderr()).noneMatch(line -> line.startsWith("\tat "));
    }

    @EachDriver
    void terminationInMidGameIsNoFailure(Driver driver) throws Exception {
        Program program = programs.jar()
                .port(Ports.free())
                .property("warmer.server.config.transcript", false)
                .property("warmer.client.config.games", ENDLESS_GAME)
                .start("-conf", driver.demo());
        program.awaitOutput("Guess a number").terminate();
        assertThat(program.exit()).isEqualTo(SIGTERM);
        assertThat(program.logged("ERROR")).isEmpty();
        assertThat(program.stderr()).noneMatch(line -> line.startsWith("\tat "));
    }

    @Test
    void secondSignalExitsAtOnce() throws Exception {
        int port = Ports.free();
        Program server = programs.jar()
                .port(port)
                .property("warmer.server.config.drainTimeout", 3_600_000)
                .start("-conf", "conf/server.json", "-instances", "1");
        server.awaitLog("listening on 127.0.0.1:" + port, 1);
        try (Socket peer = new Socket(InetAddress.getLoopbackAddress(), port)) {
            peer.getOutputStream().write("PARAMS 3 3\nNUMBER\n".getBytes(US_ASCII));
            assertThat(peer.getInputStream().read()).isEqualTo('3');
            server.terminate();
            server.awaitLog("draining 1 connections", 1).terminate();
            assertThat(server.exit()).isEqualTo(SIGTERM);
        }
    }

    @Test
    void processThatCannotStartDoesNotWaitForTheDrainDelay() throws Exception {
        try (ServerSocket taken = Ports.taken()) {
            String server = "{\"verticle\": \"dev.warmer.eventloop.ServerVerticle\", \"config\": %s}";
            Program program = programs.jar()
                    .start(
                            "-conf",
                            "{\"verticles\": {\"a\": "
                                    + server.formatted("{\"port\": 0, \"drainDelay\": 3600000}")
                                    + ", \"b\": "
                                    + server.formatted("{\"port\": " + taken.getLocalPort() + "}")
                                    + "}}");
            assertThat(program.exit()).isEqualTo(Exit.DEPLOYMENT.status);
        }
    }

    @Test
    void serverInItsDrainDelayPlaysWhileItIsNotReady() throws Exception {
        int port = Ports.free();
        int httpPort = Ports.free();
        Program server = programs.jar()
                .port(port)
                .property("warmer.http.port", httpPort)
                .property("warmer.server.config.drainDelay", 3_600_000)
                .start("-conf", "conf/server.json", "-instances", "2");
        server.awaitLog("listening on 127.0.0.1:" + port, 2);
        Await.equal(200, () -> readiness(httpPort));
        server.terminate();
        Await.equal(503, () -> readiness(httpPort));
        try (Peer peer = Peer.connect(port)) {
            peer.playGame().startGame();
            server.terminate();
            assertThat(server.exit()).isEqualTo(SIGTERM);
        }
        assertThat(server.logged("INFO"))
                .filteredOn(line -> line.contains("drain"))
                .singleElement()
                .asString()
                .endsWith("drain delay 3600000 ms: not ready, still accepting connections on 127.0.0.1:" + port);
    }

    @Test
    void newProcessTakesOverThePortOfTheOldOne() throws Exception {
        int port = Ports.free();
        Program[] servers = new Program[2];
        for (int i = 0; i < servers.length; i++) {
            servers[i] = programs.jar()
                    .port(port)
                    .property("warmer.server.config.reusePort", true)
                    .start("-conf", "conf/server.json", "-instances", "2");
            servers[i].awaitLog("listening on 127.0.0.1:" + port, 2);
        }
        servers[0].terminate();
        assertThat(servers[0].exit()).isEqualTo(SIGTERM);
        for (int i = 0; i < 20; i++) {
            assertThat(Peer.isServed(port)).isTrue();
        }
    }

    @Test
    void socketFileIsRemovedByAStopAndReplacedAfterAKill(@TempDir Path folder) throws Exception {
        assumeTrue(Transport.EPOLL != null && Transport.EPOLL.available());
        Path path = folder.resolve("warmer.sock");
        String config = new JsonObject().put("path", path.toString()).encode();
        String server = "dev.warmer.eventloop.ServerVerticle";
        Program killed = programs.jar().start(server, "-conf", config, "-instances", "2");
        killed.awaitLog("listening on " + path, 2).kill();
        killed.exit();
        assertThat(path).exists();
        Program stopped = programs.jar().start(server, "-conf", config, "-instances", "2");
        stopped.awaitLog("listening on " + path, 2);
        Program second = programs.jar().start(server, "-conf", config);
        assertThat(second.exit()).isEqualTo(15);
        assertThat(second.logged("ERROR"))
                .singleElement()
                .asString()
                .endsWith("cannot listen on " + path + ": Address already in use");
        try (Peer peer = Peer.connect(path)) {
            peer.playGame();
        }
        stopped.terminate();
        assertThat(stopped.exit()).isEqualTo(SIGTERM);
        assertThat(path).doesNotExist();
    }

    private static int readiness(int port) {
        URI uri = URI.create("http://127.0.0.1:" + port + "/health/ready");
        try {
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException notYetListening) {
            return 0;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void drainFollowsTheDrainDelay() throws Exception {
        int port = Ports.free();
        Program server = programs.jar()
                .port(port)
                .property("warmer.server.config.drainDelay", 100)
                .start("-conf", "conf/server.json", "-instances", "2");
        server.awaitLog("listening on 127.0.0.1:" + port, 2).terminate();
        assertThat(server.exit()).isEqualTo(SIGTERM);
        assertThat(server.logged("INFO"))
                .filteredOn(line -> line.contains(" - "))
                .extracting(line -> line.replaceFirst(".* - (\\w+).*", "$1"))
                .endsWith("SIGTERM", "drain", "draining", "stopped");
    }

    @Test
    void drainDelayHoldsForASignalDuringTheStart(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("started");
        Path conf = Files.writeString(folder.resolve("conf.json"), """
                {"verticles": {
                 "server": {"verticle": "dev.warmer.eventloop.ServerVerticle",
                  "config": {"port": 0, "drainDelay": 100}},
                 "next": {"verticle": "dev.warmer.process.FileAwaitingVerticle", "config": {"file": "%s"}}}}""".formatted(file));
        Program program = programs.with().property("test.log.level", "info").start("-conf", conf.toString());
        program.awaitOutput("starting").terminate();
        program.awaitLog("SIGTERM: stopping", 1);
        Files.createFile(file);
        assertThat(program.exit()).isEqualTo(SIGTERM);
        assertThat(program.logged("INFO"))
                .extracting(line -> line.replaceFirst(".* - (\\w+).*", "$1"))
                .endsWith("SIGTERM", "drain", "draining", "stopped");
    }

    @Test
    void stopIsLoggedWithOneLineForTheDrainAndALastLine() throws Exception {
        int port = Ports.free();
        Program server = programs.jar()
                .port(port)
                .property("warmer.log.format", "json")
                .start("-conf", "conf/server.json", "-instances", "2");
        server.awaitLog("listening on 127.0.0.1:" + port, 2).terminate();
        assertThat(server.exit()).isEqualTo(SIGTERM);
        List<String> messages = server.stderr().stream()
                .map(line -> new JsonObject(line).getString("formattedMessage"))
                .toList();
        assertThat(messages)
                .containsOnlyOnce("draining 0 connections of 127.0.0.1:" + port + ", timeout 10000 ms")
                .last()
                .asString()
                .matches("stopped in \\d+ ms");
    }

    @ParameterizedTest
    @CsvSource({
        "dev.warmer.eventloop.ClientVerticle, conf/server.json",
        "dev.warmer.threads.ThreadedClientVerticle, conf/server.json"
    })
    void clientFailsWhenItsServerIsKilledInMidGame(String client, String conf) throws Exception {
        int port = Ports.free();
        Program server = programs.jar().port(port).start("-conf", conf);
        Program player =
                programs.jar().start(client, "-conf", "{\"port\": %d, \"games\": %s}".formatted(port, ENDLESS_GAME));
        player.awaitOutput("Guess a number");
        server.kill();
        assertThat(player.exit()).isEqualTo(1);
        assertThat(player.logged("ERROR"))
                .singleElement()
                .asString()
                .contains("main: the server closed the connection in mid-game");
        assertThat(player.stderr()).noneMatch(line -> line.startsWith("\tat "));
    }
}
