package dev.warmer.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.process.Program;
import dev.warmer.process.Programs;
import dev.warmer.testing.Await;
import dev.warmer.testing.Driver;
import dev.warmer.testing.EachDriver;
import dev.warmer.testing.Peer;
import dev.warmer.testing.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Standard output and standard error of the program are not read, as when a log collector hangs. */
class StalledReaderIT {
    /** More than the pipe and the queue before it have room for. */
    private static final int LINES = 24_000;
    /** What is logged of them at debug is more than the pipe has room for. */
    private static final int CONNECTIONS = 400;

    private static final int SIGTERM = 128 + 15;
    private static final Pattern DROPPED = Pattern.compile("(\\d+) lines dropped: standard output was not read");

    @RegisterExtension
    private final Programs programs = new Programs();

    private final int port = Ports.free();

    private Program start(String server, String config) throws IOException {
        return programs.jar()
                .property("warmer.log.level", "debug")
                .start(server, "-conf", "{\"port\": %d%s}".formatted(port, config));
    }

    private void fillStandardError() {
        for (int i = 0; i < CONNECTIONS; i++) {
            try (Peer peer = Peer.connect(port)) {
                assertThat(peer.send("X".repeat(100) + "\n").line()).startsWith("ERROR UNKNOWN_COMMAND ");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev.warmer.eventloop.ServerVerticle", "dev.warmer.threads.ThreadedServerVerticle"})
    void stalledStandardErrorBlocksNeitherServingNorTermination(String server) throws Exception {
        Program program = start(server, "").awaitLog("listening on", 1);
        program.stopReading();
        fillStandardError();
        program.terminate();
        assertThat(program.exit()).isEqualTo(SIGTERM);
    }

    @Test
    void secondSignalEndsTheProcessThoughStandardErrorIsStalled() throws Exception {
        Program program = start("dev.warmer.eventloop.ServerVerticle", ", \"drainTimeout\": 3600000")
                .awaitLog("listening on", 1);
        program.stopReading();
        fillStandardError();
        try (Peer playing = Peer.connect(port)) {
            playing.startGame();
            program.terminate();
            Await.until("no connection is accepted", this::isConnectionRefused);
            program.terminate();
            assertThat(program.exit()).isEqualTo(SIGTERM);
        }
    }

    private boolean isConnectionRefused() {
        try (Peer peer = Peer.connect(port)) {
            return peer.rest().startsWith("ERROR SHUTTING_DOWN");
        } catch (UncheckedIOException refused) {
            return true;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev.warmer.eventloop.ServerVerticle", "dev.warmer.threads.ThreadedServerVerticle"})
    void stalledStandardOutputBlocksNoServerAndDroppedLinesAreCounted(String server) throws Exception {
        Program program = start(server, ", \"transcript\": true").awaitLog("listening on", 1);
        program.stopReading();
        try (Peer peer = Peer.connect(port).startGame()) {
            peer.send("REPORT Unsure\n".repeat(LINES));
            assertThat(peer.send("PARAMS 9 9\nNUMBER\n").line()).isEqualTo("9");
        }
        program.resumeReading();
        program.awaitOutput("lines dropped").terminate();
        assertThat(program.exit()).isEqualTo(SIGTERM);
        assertThat(count(program.stdout())).isEqualTo(LINES);
    }

    private static int count(List<String> lines) {
        int count = 0;
        for (String line : lines) {
            Matcher dropped = DROPPED.matcher(line);
            count += dropped.matches() ? Integer.parseInt(dropped.group(1)) : 1;
        }
        return count;
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev.warmer.eventloop.ClientVerticle", "dev.warmer.threads.ThreadedClientVerticle"})
    void clientWaitsForRoomForItsTranscript(String client) throws Exception {
        Program server = start("dev.warmer.eventloop.ServerVerticle", ", \"strategy\": \"random\"")
                .awaitLog("listening on", 1);
        Program player = programs.jar().start(client, "-conf", """
                {"port": %d, "games": [{"lower": 0, "upper": 9223372036854775807, "secret": 0, "guesses": %d}]}""".formatted(port, LINES));
        player.stopReading();
        server.awaitLog(": closed: ", 1);
        player.resumeReading();
        assertThat(player.exit()).isZero();
        assertThat(player.stdout()).hasSize(1 + LINES);
        assertThat(player.stdout().subList(1, 1 + LINES)).allMatch(line -> line.startsWith("Client: "));
    }

    @EachDriver
    void stalledStandardOutputDoesNotPreventTermination(Driver driver) throws Exception {
        Program demo = programs.jar()
                .port(port)
                .property("server.config.strategy", "random")
                .property("client.config.games", """
                        [{"lower":0,"upper":9223372036854775807,"secret":0,"guesses":%d}]""".formatted(LINES))
                .start("-conf", driver.demo());
        demo.awaitOutput("Server: ").stopReading();
        demo.terminate();
        assertThat(demo.exit()).isEqualTo(SIGTERM);
    }
}
