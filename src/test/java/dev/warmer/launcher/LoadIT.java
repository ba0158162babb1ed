package dev.warmer.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.process.Program;
import dev.warmer.process.Programs;
import dev.warmer.testing.Ports;
import dev.warmer.testing.ScriptedServer;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The packaged load client in a process of its own. */
class LoadIT {
    @RegisterExtension
    private final Programs programs = new Programs();

    private Programs.Launch load(int port) {
        return programs.jar()
                .property("warmer.load.config.port", port)
                .property("warmer.load.config.warmup", 0)
                .property("warmer.load.config.duration", 0)
                .property("warmer.load.config.games", 3);
    }

    private int server() throws Exception {
        int port = Ports.free();
        programs.jar()
                .port(port)
                .property("warmer.server.instances", 2)
                .start("-conf", "conf/server.json")
                .awaitLog("listening on 127.0.0.1:" + port, 2);
        return port;
    }

    @Test
    void playsWithTheServerAndPrintsTheReport(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("report.json");
        Program load = load(server())
                .property("warmer.load.config.report", file)
                .property("warmer.load.instances", 2)
                .start("-conf", "conf/load.json");
        assertThat(load.exit()).as(load::toString).isZero();
        assertThat(load.stdout()).anyMatch(line -> line.matches("players +64 of 64"));
        assertThat(load.stdout()).anyMatch(line -> line.matches("games +192"));
        assertThat(load.stdout()).anyMatch(line -> line.matches("errors +0"));
        JsonObject report = new JsonObject(Files.readString(file, UTF_8));
        assertThat(report.getLong("games")).isEqualTo(192);
    }

    @Test
    void printsProgressOnStandardErrorAndTheReportWhenItIsTerminated() throws Exception {
        Program load = load(server())
                .property("warmer.load.config.games", 0)
                .property("warmer.load.config.rate", 1000)
                .start("-conf", "conf/load.json");
        load.awaitLog("players 64, ", 1).terminate();
        assertThat(load.exit()).as(load::toString).isEqualTo(128 + 15);
        assertThat(load.stderr()).anyMatch(line -> line.matches(".*players 64, \\d+ rounds/s, p99 \\d+ µs, errors 0"));
        assertThat(load.stdout()).anyMatch(line -> line.matches("errors +0"));
        assertThat(load.logged("ERROR")).isEmpty();
    }

    @Test
    void invalidReplySetsTheExitStatus() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering("7\n", "7\n")) {
            Program load = load(server.port())
                    .property("warmer.load.config.players", 1)
                    .start("-conf", "conf/load.json");
            assertThat(load.exit()).as(load::toString).isEqualTo(1);
            assertThat(load.stdout()).anyMatch(line -> line.matches(" +REPEATED_GUESS +1"));
            assertThat(load.logged("ERROR")).singleElement().asString().contains("load: errors: REPEATED_GUESS 1");
        }
    }
}
