package dev.warmer.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.process.Program;
import dev.warmer.process.Programs;
import dev.warmer.testing.Peer;
import dev.warmer.testing.Ports;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Processes that are nodes of a cluster. */
class ClusterIT {
    private static final String CONF = """
            {"cluster": {"members": ["127.0.0.1:%d"]}, "http": {}, "verticles": {
                "server": {"verticle": "dev.warmer.eventloop.ServerVerticle", "config": {"drainTimeout": 0}}}}
            """;

    @RegisterExtension
    private final Programs programs = new Programs();

    private final int firstPort = Ports.free();

    @TempDir
    private Path folder;

    /** A node of the cluster: its process, and the ports of its server and of its board. */
    private record Node(Program program, int port, int board) {}

    private Node start(String name, int clusterPort) throws Exception {
        Path conf = Files.writeString(folder.resolve(name + ".json"), CONF.formatted(firstPort));
        int port = Ports.free();
        int board = Ports.free();
        Program program = programs.jar()
                .property("warmer.cluster.port", clusterPort)
                .property("warmer.http.node", name)
                .port(port)
                .property("warmer.http.port", board)
                .start("-conf", conf.toString())
                .awaitLog("listening on 127.0.0.1:" + port, 1);
        return new Node(program, port, board);
    }

    @Test
    void boardShowsAllNodesAndGamesGoOnWhileOthersJoinAndAreKilled() throws Exception {
        Node first = start("alpha", firstPort);
        try (Peer peer = Peer.connect(first.port).startGame();
                Browser browser = Browser.start()) {
            browser.open("http://127.0.0.1:" + first.board + "/board");
            browser.awaitText(".node[data-node=alpha] h2", "alpha");
            assertThat(browser.find("#nodes-summary").isDisplayed()).isFalse();
            Node second = start("beta", Ports.free());
            try (Peer other = Peer.connect(second.port)) {
                browser.awaitText(".node[data-node=beta] .servers .addresses", "127.0.0.1:" + second.port);
                browser.awaitText("#nodes-summary tbody", "beta up");
                browser.awaitText("#nodes-summary tfoot .column-open", "2");
                other.playGame();
            }
            second.program.kill();
            browser.awaitText("#nodes-summary tbody", "beta no samples");
            browser.awaitText(".node[data-node=beta] .state", "no samples");
            browser.awaitText("#nodes-summary tfoot .column-open", "1");
            start("beta", Ports.free());
            browser.awaitText("#nodes-summary tbody", "beta up");
            peer.playGame();
            browser.assertClean();
        }
    }

    @Test
    void optionOfTheCommandLineFormsAClusterByTheDefaults() throws Exception {
        JsonObject conf = new JsonObject(CONF.formatted(firstPort));
        conf.remove("cluster");
        Program program = programs.jar()
                .property("warmer.server.config.port", 0)
                .property("warmer.http.port", 0)
                .start("-cluster", "-conf", conf.encode())
                .awaitLog("ServerVerticle - listening on", 1);
        assertThat(program.logged("INFO")).anyMatch(line -> line.contains("cluster: node [127.0.0.1]:57"));
        program.terminate();
        assertThat(program.exit()).isEqualTo(143);
        assertThat(program.logged("WARN")).isEmpty();
    }

    @Test
    void hazelcastIsNotStartedWithoutACluster() throws Exception {
        Program program = programs.jar()
                .option("-verbose:class")
                .port(Ports.free())
                .start("-conf", "conf/server.json")
                .awaitLog("listening on", 2);
        program.terminate();
        program.exit();
        // Vert.x loads its cluster manager while it looks for other services.
        assertThat(program.stdout().stream().filter(line -> line.contains("com.hazelcast.instance")))
                .isEmpty();
        assertThat(program.stdout().stream().filter(line -> line.contains("dev.warmer.eventloop.ServerVerticle ")))
                .isNotEmpty();
    }

    @Test
    void mistakesAreReportedInOneLine() throws Exception {
        String conf = "{\"cluster\": {\"secret\": \"missing\", \"port\": 1}, " + CONF.substring(CONF.indexOf("\"http"));
        Program program = programs.jar().start("-conf", conf);
        assertThat(program.exit()).isEqualTo(2);
        assertThat(program.stderr())
                .singleElement()
                .asString()
                .endsWith(
                        "ERROR WarmerApplication - -conf: cluster.secret: \"missing\" is not allowed: a readable file of UTF-8 text");
    }
}
