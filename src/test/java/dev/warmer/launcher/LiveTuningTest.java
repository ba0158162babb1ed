package dev.warmer.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.warmer.config.Conf;
import dev.warmer.config.ConfReader;
import dev.warmer.config.ConfSource;
import dev.warmer.config.ConfigReloader;
import dev.warmer.config.Confs;
import dev.warmer.config.Overrides;
import dev.warmer.testing.Await;
import dev.warmer.testing.LogCaptor;
import dev.warmer.testing.Peer;
import dev.warmer.testing.Ports;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Changes of the conf file while a server on event loops and one on threads run. */
@ExtendWith(VertxExtension.class)
class LiveTuningTest {
    private static final String CONF = """
            {"verticles": {
              "loop": {"verticle": "dev.warmer.eventloop.ServerVerticle", "config": %s},
              "threads": {"verticle": "dev.warmer.threads.ThreadedServerVerticle", "config": %s}}}""";

    private final Vertx vertx;

    @TempDir
    private Path directory;

    private final List<String> reconfigured = new CopyOnWriteArrayList<>();

    private LogCaptor log;
    private Path file;
    private ConfigReloader reloader;
    private int loopPort;
    private int threadsPort;
    private Peer onLoop;
    private Peer onThreads;

    LiveTuningTest(Vertx vertx) {
        this.vertx = vertx;
    }

    @BeforeEach
    void start() throws Exception {
        log = LogCaptor.of("dev.warmer", Level.INFO);
        file = directory.resolve("conf.json");
        loopPort = Ports.free();
        threadsPort = Ports.free();
        Files.writeString(file, conf(""));
        ConfSource source = ConfSource.file(file.toString(), null);
        ConfReader reader = Confs.reader(source, new Overrides(new Properties(), new JsonObject()));
        Conf conf = reader.read(source.read(), files -> {});
        Deployments deployments = new Deployments(vertx, conf, exit -> {});
        Await.result(deployments.deploy());
        reloader = new ConfigReloader(
                reader,
                source.read(),
                conf,
                (name, config) -> {
                    reconfigured.add(name + config.encode());
                    deployments.reconfigure(name, config);
                },
                3_600_000);
        Await.result(deployments.deployWorker("reload", reloader));
        onLoop = Peer.connect(loopPort).startGame();
        onThreads = Peer.connect(threadsPort).startGame();
    }

    @AfterEach
    void close() {
        onLoop.close();
        onThreads.close();
        log.close();
    }

    private String conf(String limits) {
        String config = "{\"port\": %d, \"drainTimeout\": 0" + limits + "}";
        return CONF.formatted(config.formatted(loopPort), config.formatted(threadsPort));
    }

    private void changeTo(String text) throws Exception {
        Files.writeString(file, text);
        pollTwice();
    }

    private void pollTwice() {
        Await.result(reloader.poll());
        Await.result(reloader.poll());
    }

    private void assertServed() {
        onLoop.startGame();
        onThreads.startGame();
    }

    @Test
    void newLimitsApplyToBothServersAndNoConnectionIsClosed() throws Exception {
        changeTo(conf(", \"maxConnections\": 2"));
        Await.until("loop is full", () -> isRefused(loopPort));
        Await.until("threads are full", () -> isRefused(threadsPort));
        assertServed();
        changeTo(conf(", \"maxLineLength\": 64, \"idleTimeout\": 3000"));
        Peer.connectOnceAdmitted(loopPort).close();
        Peer.connectOnceAdmitted(threadsPort).close();
        onLoop.assertClosedWithError("IDLE_TIMEOUT");
        onThreads.assertClosedWithError("IDLE_TIMEOUT");
        for (int port : new int[] {loopPort, threadsPort}) {
            try (Peer peer = Peer.connect(port)) {
                peer.send("0".repeat(65) + "\n").assertClosedWithError("LINE_TOO_LONG");
            }
        }
    }

    private static boolean isRefused(int port) {
        try (Peer peer = Peer.connect(port)) {
            return peer.send("\n").rest().startsWith("ERROR TOO_MANY_CONNECTIONS ");
        }
    }

    @Test
    void liveKeysApplyBesideKeysThatRequireARestart() throws Exception {
        changeTo(conf(", \"transcript\": true, \"maxConnections\": 2"));
        Await.until("loop is full", () -> isRefused(loopPort));
        Await.until("threads are full", () -> isRefused(threadsPort));
        assertThat(log.lines(Level.WARN))
                .containsExactly(
                        "WARN loop: transcript changed to true; restart required",
                        "WARN threads: transcript changed to true; restart required");
        assertServed();
    }

    @Test
    void logLevelAppliesWithoutRestart() throws Exception {
        String withLog = "{\"log\": {\"level\": \"debug\"}, " + conf("").substring(1);
        changeTo(withLog);
        changeTo(withLog.replace("debug", "bogus"));
        changeTo(conf(""));
        assertThat(reconfigured).containsExactly("log{\"level\":\"debug\"}", "log{\"level\":\"info\"}");
        assertThat(log.lines())
                .containsSubsequence(
                        "INFO log: level is now \"debug\"",
                        "ERROR " + file
                                + ": log.level: \"bogus\" is not allowed: one of error, warn, info, debug, trace, off;"
                                + " configuration unchanged",
                        "INFO log: level is now \"info\"");
    }

    @Test
    void invalidFileLeavesTheConfigurationUnchanged() throws Exception {
        changeTo("{\"verticles\": ");
        Files.delete(file);
        pollTwice();
        assertServed();
        changeTo(conf(", \"maxConnections\": 2"));
        Await.until("loop is full", () -> isRefused(loopPort));
        Await.until("threads are full", () -> isRefused(threadsPort));
        assertServed();
        assertThat(log.lines(Level.ERROR)).hasSize(2).allMatch(line -> line.endsWith("; configuration unchanged"));
    }
}
