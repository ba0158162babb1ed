package dev.warmer.eventloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warmer.config.InvalidConfigException;
import dev.warmer.connection.ConnectionLimiter.Limit;
import dev.warmer.lifecycle.ServerRegistry;
import dev.warmer.metrics.ServerMetrics;
import dev.warmer.net.BindFailedException;
import dev.warmer.testing.Await;
import dev.warmer.testing.LogCaptor;
import dev.warmer.testing.Peer;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.core.transport.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server on a UNIX domain socket. TLS over one is tested by {@code TlsPlayTest}. */
@Timeout(value = Await.TIMEOUT_SECONDS, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@EnabledIf("dev.warmer.eventloop.TransportsTest#hasEpoll")
class DomainSocketTest {
    private static final int REQUESTS = 50_000;

    @TempDir
    private Path folder;

    private Path path;
    private Vertx vertx;

    @BeforeEach
    void start() {
        path = folder.resolve("warmer.sock");
        vertx = Vertx.builder().withTransport(Transport.EPOLL).build();
    }

    @AfterEach
    void stop() {
        Await.result(vertx.close());
    }

    private JsonObject config() {
        return new JsonObject().put("path", path.toString()).put("drainTimeout", 0);
    }

    private String deploy(JsonObject config) {
        return deploy(vertx, config);
    }

    private static String deploy(Vertx vertx, JsonObject config) {
        DeploymentOptions options = new DeploymentOptions().setConfig(config);
        return Await.result(vertx.deployVerticle(new ServerVerticle(line -> {}), options));
    }

    @ParameterizedTest
    @ValueSource(strings = {"vertx", "direct"})
    void halfClosedConnectionGetsEveryReply(String sockets) {
        deploy(config().put("sockets", sockets));
        try (Peer peer = Peer.connect(path)) {
            assertThat(peer.playGame()
                            .send("PARAMS 7 7\nNUMBER\nREPORT Correct\nNUMBER\n")
                            .halfClose()
                            .lines())
                    .containsExactly("7", "7");
        }
        try (Peer peer = Peer.connect(path)) {
            CompletableFuture<Void> sent =
                    peer.sendAsync("PARAMS 7 7\nNUMBER\nREPORT Correct\n" + "NUMBER\n".repeat(REQUESTS));
            assertThat(peer.line()).isEqualTo("7");
            CompletableFuture<Peer> ended = sent.thenApply(all -> peer.halfClose());
            assertThat(peer.lines()).isEqualTo(Collections.nCopies(REQUESTS, "7"));
            assertThat(ended).isCompleted();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"vertx", "direct"})
    void violationIsAnsweredAndTheEmptyLineEndsTheSession(String sockets) {
        deploy(config().put("sockets", sockets));
        Peer.connect(path).playGame().send("GUESS\n").assertClosedWithError("UNKNOWN_COMMAND");
        Peer.connect(path).playGame().send("\n").assertClosed();
    }

    @ParameterizedTest
    @ValueSource(strings = {"vertx", "direct"})
    void stopRemovesTheFileAndLetsGamesEnd(String sockets) {
        String id = deploy(config().put("sockets", sockets).put("drainTimeout", 60_000));
        try (Peer silent = Peer.connect(path).playGame();
                Peer player = Peer.connect(path).startGame()) {
            Future<Void> stopped = vertx.undeploy(id);
            silent.assertClosed();
            Await.until("the file is removed", () -> Files.notExists(path));
            assertThatThrownBy(() -> Peer.connect(path)).isInstanceOf(UncheckedIOException.class);
            assertThat(stopped.isComplete()).isFalse();
            player.send("REPORT Correct\n").assertClosed();
            Await.result(stopped);
        }
        deploy(config());
        try (Peer peer = Peer.connect(path)) {
            peer.playGame();
        }
    }

    @Test
    void limitOfConnectionsApplies() {
        deploy(config().put("maxConnections", 1));
        try (Peer only = Peer.connect(path).playGame()) {
            Peer.connect(path).assertClosedWithError("TOO_MANY_CONNECTIONS");
            only.playGame();
        }
        assertThat(ServerMetrics.of(vertx).limiter().refused(Limit.MAX_CONNECTIONS))
                .isEqualTo(1);
    }

    @Test
    void pathStandsForTheAddressesOfTheServerAndItsPeers() {
        try (LogCaptor log = LogCaptor.of("dev.warmer")) {
            String id = deploy(config());
            assertThat(ServerRegistry.of(vertx).listening().values())
                    .singleElement()
                    .satisfies(server -> assertThat(server.location()).isEqualTo(path.toString()));
            Path own = folder.resolve("own\npath");
            Peer.connectFrom(own, path).send("GUESS\n").assertClosedWithError("UNKNOWN_COMMAND");
            log.await(path + ": closed: violation after ", 1);
            Await.result(vertx.undeploy(id));
            assertThat(log.messages("listening on " + path)).hasSize(1);
            assertThat(log.messages("draining 0 connections of " + path + ", timeout 0 ms"))
                    .hasSize(1);
        }
    }

    /** Several instances, of which only the first may remove the file and bind the path. */
    @Test
    void fileOfAProcessThatWasKilledIsReplaced() throws IOException {
        leaveSocketFile();
        DeploymentOptions three = new DeploymentOptions().setConfig(config()).setInstances(3);
        try (LogCaptor log = LogCaptor.of("dev.warmer.net")) {
            Await.result(vertx.deployVerticle(() -> new ServerVerticle(line -> {}), three));
            assertThat(log.messages()).containsExactly("removed " + path + ", on which no process listened");
        }
        for (int i = 0; i < 6; i++) {
            try (Peer peer = Peer.connect(path)) {
                peer.playGame();
            }
        }
    }

    /** As a process that is killed: Java does not remove the file. */
    private void leaveSocketFile() throws IOException {
        try (ServerSocketChannel killed = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            killed.bind(UnixDomainSocketAddress.of(path));
        }
        assertThat(path).exists();
    }

    @Test
    void fileOnWhichAProcessListensStays() {
        deploy(config());
        Vertx other = Vertx.builder().withTransport(Transport.EPOLL).build();
        try {
            assertThatThrownBy(() -> deploy(other, config()))
                    .isInstanceOf(BindFailedException.class)
                    .hasMessage("cannot listen on " + path + ": Address already in use");
        } finally {
            Await.result(other.close());
        }
        try (Peer peer = Peer.connect(path)) {
            peer.playGame();
        }
    }

    @Test
    void fileThatIsNoSocketStays() throws IOException {
        Files.writeString(path, "text");
        assertThatThrownBy(() -> deploy(config()))
                .isInstanceOf(BindFailedException.class)
                .hasMessage("cannot listen on " + path + ": the file is not a socket");
        assertThat(path).hasContent("text");
    }

    @Test
    void folderThatDoesNotExistIsReported() {
        path = folder.resolve("none").resolve("warmer.sock");
        assertThatThrownBy(() -> deploy(config()))
                .isInstanceOf(BindFailedException.class)
                .hasMessage("cannot listen on " + path + ": No such file or directory");
    }

    @Test
    void pathIsRejectedOnNio() {
        Vertx nio = Vertx.vertx();
        try {
            assertThatThrownBy(() -> deploy(nio, config()))
                    .isInstanceOf(InvalidConfigException.class)
                    .hasMessage("path: \"" + path + "\" is not allowed: none without the transport epoll");
        } finally {
            Await.result(nio.close());
        }
    }
}
