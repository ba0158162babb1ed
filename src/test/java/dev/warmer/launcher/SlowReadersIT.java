package dev.warmer.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.process.Program;
import dev.warmer.process.Programs;
import dev.warmer.testing.Await;
import dev.warmer.testing.Driver;
import dev.warmer.testing.NonReadingClient;
import dev.warmer.testing.Peer;
import dev.warmer.testing.Ports;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Many peers that together request more replies than the memory of the process holds, and read none. */
class SlowReadersIT {
    private static final int PEERS = 500;

    @RegisterExtension
    private final Programs programs = new Programs();

    @ParameterizedTest
    @MethodSource(Driver.AVAILABLE)
    void memoryIsBoundedAndOthersAreServed(Driver server) throws Exception {
        int port = Ports.free();
        Program program = programs.jar()
                .option("-Xmx64m")
                .start(server.arguments(new JsonObject().put("port", port).put("writeTimeout", 1000)))
                .awaitLog("listening on", 1);
        List<NonReadingClient> peers = new ArrayList<>();
        try (Peer healthy = Peer.connect(port)) {
            for (int i = 0; i < PEERS; i++) {
                peers.add(new NonReadingClient(port));
                healthy.playGame();
            }
            Await.until("a connection is closed", () -> {
                peers.forEach(SlowReadersIT::send);
                healthy.playGame();
                return program.stderr().stream()
                        .anyMatch(line -> line.matches(".*: closed: (unsent_limit|write_timeout).*"));
            });
        } finally {
            for (NonReadingClient peer : peers) {
                peer.close();
            }
        }
        program.terminate();
        assertThat(program.exit()).isEqualTo(128 + 15);
        assertThat(program.stderr()).noneMatch(line -> line.contains("OutOf") || line.startsWith("\tat "));
    }

    /** Sends as many requests as the server accepts now. */
    private static void send(NonReadingClient peer) {
        try {
            peer.send();
        } catch (IOException closed) {
            // By the server.
        }
    }
}
