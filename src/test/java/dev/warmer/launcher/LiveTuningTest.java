package dev.warmer.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.contract.Eventually;
import dev.warmer.contract.LogLines;
import dev.warmer.contract.Peer;
import dev.warmer.contract.Players;
import dev.warmer.process.Ports;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The conf file changes under servers that run: one on event loops, one on threads. */
@ExtendWith(VertxExtension.class)
class LiveTuningTest {
    private static final String CONF = """
            {"verticles": {
              "loop": {"verticle": "dev.warmer.eventloop.ServerVerticle", "config": %s},
              "threads": {"verticle": "dev.warmer.threads.ThreadedServerVerticle", "config": %s}}}""";
    private static final int LOOKS = 2;

    private final Vertx vertx;

    @TempDir
    private Path directory;

    private LogLines log;
    private Path file;
    private int loopPort;
    private int threadsPort;
    private Peer onLoop;
    private Peer onThreads;
    /** How many mistakes. */
    private int told;

    LiveTuningTest(Vertx vertx) {
        this.vertx = vertx;
    }

    @BeforeEach
    void start() throws Exception {
        log = new LogLines("dev.warmer");
        file = directory.resolve("conf.json");
        loopPort = Ports.free();
        threadsPort = Ports.free();
        write(file, conf(""));
        ConfLoader loader = loader(file);
        Conf conf = loader.load().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        Deployments deployments = new Deployments(vertx, conf);
        deployments.deploy().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        loader.listen(new ConfigReloader(conf, deployments::reconfigure)::changed);
        onLoop = Players.inAGame(Peer.connect(loopPort));
        onThreads = Players.inAGame(Peer.connect(threadsPort));
    }

    @AfterEach
    void leave() {
        onLoop.close();
        onThreads.close();
        log.close();
    }

    private ConfLoader loader(Path path) {
        return new ConfLoader(vertx, Arguments.of(new String[] {"-conf", path.toString()}), new DeploymentOptions());
    }

    private String conf(String limits) {
        String config = "{\"port\": %d, \"drainTimeout\": 0" + limits + "}";
        return CONF.formatted(config.formatted(loopPort), config.formatted(threadsPort));
    }

    /** At once, as an operator should, too: nobody sees half a file. */
    private static void write(Path path, String text) throws IOException {
        Path next = Files.writeString(path.resolveSibling("next"), text);
        Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private void bothPlayOn() {
        Players.inAGame(onLoop);
        Players.inAGame(onThreads);
    }

    @Test
    void newLimitsHoldForBothServersAndNobodyIsDropped() throws IOException {
        write(file, conf(", \"maxConnections\": 2"));
        Eventually.is(
                2,
                () -> log.of("INFO").stream()
                        .filter(line -> line.endsWith(": maxConnections is now 2"))
                        .toList()
                        .size());
        Eventually.holds("loop is full", () -> isRefused(loopPort));
        Eventually.holds("threads are full", () -> isRefused(threadsPort));
        bothPlayOn();
        write(file, conf(", \"maxLineLength\": 64, \"idleTimeout\": 3000"));
        Players.awaitRoom(() -> Peer.connect(loopPort)).close();
        Players.awaitRoom(() -> Peer.connect(threadsPort)).close();
        Players.isLeft(onLoop, "IDLE_TIMEOUT");
        Players.isLeft(onThreads, "IDLE_TIMEOUT");
        for (int port : new int[] {loopPort, threadsPort}) {
            try (Peer peer = Peer.connect(port)) {
                Players.isLeft(peer.send("0".repeat(65) + "\n"), "LINE_TOO_LONG");
            }
        }
    }

    private static boolean isRefused(int port) {
        try (Peer peer = Peer.connect(port)) {
            return peer.send("\n").rest().startsWith("ERROR TOO_MANY_CONNECTIONS ");
        }
    }

    @Test
    void whatCannotChangeIsNamedOnceAndTheRestChanges() throws IOException {
        write(file, conf(", \"transcript\": true, \"maxConnections\": 2"));
        Eventually.holds("loop is full", () -> isRefused(loopPort));
        Eventually.holds("threads are full", () -> isRefused(threadsPort));
        letItBeLookedAt();
        assertThat(log.of("WARN"))
                .containsExactly(
                        "WARN loop: transcript cannot change while it runs: restart for true",
                        "WARN threads: transcript cannot change while it runs: restart for true");
        bothPlayOn();
    }

    @Test
    void aFileThatIsBrokenOrGoneIsToldOfOnceAndChangesNothing() throws IOException {
        write(file, conf(", \"maxConnections\": 0"));
        saysWrong(
                "verticles.loop.config.maxConnections: 0 is not allowed", "verticles.threads.config.maxConnections: 0");
        write(file, "{\"verticles\": ");
        saysWrong("is no JSON object: line 1, ");
        Files.delete(file);
        saysWrong("is no file that can be read");
        letItBeLookedAt();
        bothPlayOn();
        write(file, conf(", \"maxConnections\": 2"));
        Eventually.holds("loop is full", () -> isRefused(loopPort));
        Eventually.holds("threads are full", () -> isRefused(threadsPort));
        bothPlayOn();
        assertThat(mistakes()).hasSize(4);
    }

    /** The test before may not be over for its Vert.x, and miss its file. */
    private List<String> mistakes() {
        return log.of("ERROR").stream()
                .filter(line -> line.contains(file.toString()))
                .toList();
    }

    /** Waits for a line with each of these, which are all that are new. */
    private void saysWrong(String... mistakes) {
        int before = told;
        told += mistakes.length;
        Eventually.holds("a mistake is told", () -> mistakes().size() >= told);
        List<String> lines = mistakes();
        assertThat(lines.subList(before, lines.size()))
                .hasSameSizeAs(mistakes)
                .allMatch(line -> line.endsWith("; all stays as it was"));
        for (int i = 0; i < mistakes.length; i++) {
            assertThat(lines.get(before + i)).contains(file + ": " + mistakes[i]);
        }
    }

    /** Another file is looked at as often: its changes are seen one look at a time. */
    private void letItBeLookedAt() throws IOException {
        Path clock = directory.resolve("clock.json");
        AtomicInteger looks = new AtomicInteger();
        write(clock, "0");
        ConfLoader loader = loader(clock);
        CompletableFuture<?> read = loader.load().toCompletionStage().toCompletableFuture();
        assertThat(read).failsWithin(30, TimeUnit.SECONDS); // it is no conf, but it is read
        loader.listen(changed -> looks.incrementAndGet());
        for (int look = 1; look <= LOOKS; look++) {
            write(clock, String.valueOf(look));
            Eventually.is(look, looks::get);
        }
    }
}
