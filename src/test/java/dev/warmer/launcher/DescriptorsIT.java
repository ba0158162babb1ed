package dev.warmer.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.warmer.process.Program;
import dev.warmer.process.Programs;
import dev.warmer.testing.Driver;
import dev.warmer.testing.EachDriver;
import dev.warmer.testing.Peer;
import dev.warmer.testing.Ports;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The program has no file descriptor left for another connection. */
class DescriptorsIT {
    private static final int DESCRIPTORS = 64;

    @RegisterExtension
    private final Programs programs = new Programs();

    @EachDriver
    void openConnectionsAreServedAndOthersOnceDescriptorsAreFree(Driver server) throws Exception {
        assumeThat(Files.isExecutable(Path.of("/bin/sh"))).as("a shell").isTrue();
        int port = Ports.free();
        Program program =
                programs.jar().descriptors(DESCRIPTORS).start(server.arguments(new JsonObject().put("port", port)));
        program.awaitLog("listening on", 1);
        List<Peer> connected = new ArrayList<>();
        List<Peer> waiting = new ArrayList<>();
        connected.add(Peer.connect(port).startGame());
        while (waiting.size() < DESCRIPTORS / 2) {
            Peer peer = Peer.connect(port).send("PARAMS 7 7\nNUMBER\n");
            (peer.receives("7", waiting.isEmpty() ? 2_000 : 1) ? connected : waiting).add(peer);
        }
        assertThat(connected).as("accepted connections").hasSizeLessThan(DESCRIPTORS);
        connected.forEach(Peer::startGame);
        connected.forEach(Peer::close);
        assertThat(waiting.get(0).line()).as("the first that waited").isEqualTo("7");
        waiting.forEach(Peer::close);
        Peer.connectOnceAdmitted(port).close();
        program.terminate();
        assertThat(program.exit()).isEqualTo(128 + 15);
    }

    @EachDriver
    void everyLineIsServedAfterExhaustion(Driver server) throws Exception {
        assumeThat(Files.isExecutable(Path.of("/bin/sh"))).as("a shell").isTrue();
        int port = Ports.free();
        Program program =
                programs.jar().descriptors(2 * DESCRIPTORS).start(server.arguments(new JsonObject().put("port", port)));
        program.awaitLog("listening on", 1);
        List<Peer> silent =
                Stream.generate(() -> Peer.connect(port)).limit(4 * DESCRIPTORS).toList();
        program.awaitLog("a connection failed before it was open: ", 1);
        silent.forEach(Peer::close);
        try (Peer peer = Peer.connectOnceAdmitted(port)) {
            for (int i = 0; i < 5; i++) {
                peer.send("REPORT Unsure\n").send("PARAMS 7 7\n").send("NUMBER\n");
                assertThat(peer.line()).isEqualTo("7");
            }
            peer.send("REPORT Correct\n").send("PARAMS 0 -1\n").send("\n");
            assertThat(peer.line()).as("the end").isNull();
        }
        assertThat(program.stderr())
                .noneMatch(line -> line.contains("exceptionCaught") || line.startsWith("\tat "))
                .anyMatch(line -> line.contains("out of file descriptors"));
    }

    @Test
    void confThatCannotBeOpenedIsReportedWithTheReason(@TempDir Path directory) throws Exception {
        assumeThat(Files.isExecutable(Path.of("/bin/sh"))).as("a shell").isTrue();
        int port = Ports.free();
        Path conf = Files.writeString(directory.resolve("conf.json"), """
                {"verticles": {"server": {"verticle": "dev.warmer.eventloop.ServerVerticle", "config": {"port": %d}}}}""".formatted(port));
        Program program = programs.jar().descriptors(DESCRIPTORS).start("-conf", conf.toString());
        program.awaitLog("maxConnections 10000 is above the limit of " + DESCRIPTORS + " open file descriptors", 1);
        List<Peer> peers = new ArrayList<>();
        while (peers.size() < DESCRIPTORS) {
            peers.add(Peer.connect(port));
        }
        program.awaitLog(conf + ": cannot read file: Too many open files; configuration unchanged", 1);
        peers.forEach(Peer::close);
        program.awaitLog(conf + ": valid; configuration unchanged", 1);
        program.terminate();
        assertThat(program.exit()).isEqualTo(128 + 15);
    }
}
