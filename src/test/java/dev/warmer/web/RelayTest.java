package dev.warmer.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.config.Schema;
import dev.warmer.connection.CloseReason;
import dev.warmer.connection.ConnectionLimiter;
import dev.warmer.connection.OpenConnections;
import dev.warmer.connection.ServerState;
import dev.warmer.eventloop.ServerVerticle;
import dev.warmer.lifecycle.ServerRegistry;
import dev.warmer.lifecycle.ServerRegistry.Server;
import dev.warmer.metrics.ConnectionInfo;
import dev.warmer.metrics.DriverMetrics;
import dev.warmer.metrics.ServerMetrics;
import dev.warmer.testing.Await;
import dev.warmer.testing.Driver;
import dev.warmer.testing.Ports;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.transport.Transport;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** WebSockets whose lines a TCP server of the same process executes. */
class RelayTest extends WebFixture {
    private static final String THREADS = "/play?driver=threads";
    private static final int PIPELINED = 20_000;
    private static final int RECEIVE_BYTES = 1 << 16;
    private static final long MAX_READ_BYTES = 1_000_000;
    private static final long MAX_RELAYED_BYTES = 400_000;
    /** Which take the test long enough to be closed first. */
    private static final int MAX_SENT_LINES = 5_000_000;

    private final HttpClient http = HttpClient.newHttpClient();

    private Driver.Server serveTcp(JsonObject config) {
        return Driver.THREADS.deploy(
                vertx, new JsonObject().put("drainTimeout", 0).mergeIn(config));
    }

    private HttpResponse<String> get(int port, String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .build(),
                BodyHandlers.ofString());
    }

    private DriverMetrics web() {
        return ServerMetrics.of(vertx).of(dev.warmer.metrics.Driver.WEB);
    }

    private DriverMetrics threads() {
        return ServerMetrics.of(vertx).of(dev.warmer.metrics.Driver.THREADS);
    }

    @Test
    @EnabledIf("dev.warmer.eventloop.TransportsTest#hasEpoll")
    void serverOnADomainSocketPlaysTheGame(@TempDir Path folder) {
        Vertx epoll = Vertx.builder().withTransport(Transport.EPOLL).build();
        JsonObject config = new JsonObject()
                .put("path", folder.resolve("warmer.sock").toString())
                .put("drainTimeout", 0);
        WebVerticle web = new WebVerticle(line -> {});
        JsonObject webConfig = new JsonObject().put("port", 0).put("drainTimeout", 0);
        Await.result(epoll.deployVerticle(new ServerVerticle(line -> {}), new DeploymentOptions().setConfig(config)));
        Await.result(epoll.deployVerticle(web, new DeploymentOptions().setConfig(webConfig)));
        try (WebPeer peer = WebPeer.connect(web.port(), "/play?driver=event_loop")) {
            assertThat(peer.send("PARAMS 7 7").send("NUMBER").message()).isEqualTo("7");
        }
        Await.result(epoll.close());
    }

    @ParameterizedTest
    @MethodSource(Driver.AVAILABLE)
    void serverOfTheDriverPlaysTheGame(Driver driver) throws Exception {
        driver.deploy(vertx, new JsonObject().put("strategy", "bisect").put("drainTimeout", 0));
        int port = serve(new JsonObject());
        String name = new JsonObject(get(port, "/drivers").body())
                .getJsonArray("drivers")
                .getString(0);
        try (WebPeer peer = WebPeer.connect(port, "/play?driver=" + name)) {
            assertThat(peer.send("PARAMS 1 3").send("NUMBER").message()).isEqualTo("1");
            assertThat(peer.send("REPORT Unsure").send("NUMBER").message()).isEqualTo("2");
            peer.send("REPORT Correct").send("PARAMS 0 -1").send("");
            assertThat(peer.messages()).isEmpty();
            assertThat(peer.closeCode()).isEqualTo(1000);
        }
        Await.equal(1L, () -> web().closed().get(CloseReason.UPSTREAM));
        assertThat(web().won()).as("games counted for the web driver").isZero();
        Await.equal(0, ServerMetrics.of(vertx).limiter()::open);
    }

    @Test
    void driversAreThoseOfTheServersThatListen() throws Exception {
        int port = serve(new JsonObject());
        assertThat(get(port, "/drivers").body()).isEqualTo("{\"drivers\":[]}");
        Driver.EVENT_LOOP.deploy(vertx, new JsonObject());
        Driver.EVENT_LOOP.deploy(vertx, new JsonObject());
        String id = serveTcp(new JsonObject()).id();
        assertThat(get(port, "/drivers").body()).isEqualTo("{\"drivers\":[\"event_loop\",\"threads\"]}");
        Await.result(vertx.undeploy(id));
        assertThat(get(port, "/drivers").body()).isEqualTo("{\"drivers\":[\"event_loop\"]}");
    }

    @Test
    void otherDriversAreRejected() throws Exception {
        int port = serve(new JsonObject());
        assertThat(get(port, "/play?driver=web").body()).isEqualTo("driver is not allowed: one of []\n");
        serveTcp(new JsonObject());
        HttpResponse<String> response = get(port, "/play?driver=127.0.0.1:22");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).isEqualTo("driver is not allowed: one of [threads]\n");
        assertThat(get(port, THREADS + "&strategy=bisect").body())
                .isEqualTo("strategy is not allowed with driver: it is that of the driver's server\n");
        assertThat(get(port, THREADS).statusCode()).isEqualTo(426);
    }

    /** Has a port taken for that of a server. */
    private void register(int port) {
        Server server = new Server(
                dev.warmer.metrics.Driver.THREADS,
                SocketAddress.inetSocketAddress(port, "127.0.0.1"),
                true,
                new OpenConnections(),
                new ServerState(
                        new ConnectionLimiter(),
                        Schema.SERVER.read(new JsonObject()).limits()),
                Optional::empty);
        Await.result(vertx.deployVerticle(new VerticleBase() {
            @Override
            public Future<?> start() {
                ServerRegistry.of(vertx).setListening(context, server);
                return Future.succeededFuture();
            }
        }));
    }

    /** {@return the WebSocket that was closed last} */
    private ConnectionInfo closedLast() {
        return ServerMetrics.of(vertx).closedLast().stream()
                .map(closed -> closed.info(System.nanoTime()))
                .filter(closed -> closed.driver() == dev.warmer.metrics.Driver.WEB)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void serverThatDoesNotAcceptGetsAnErrorLine() throws Exception {
        register(Ports.free());
        try (WebPeer peer = WebPeer.connect(serve(new JsonObject()), THREADS)) {
            assertThat(peer.messages())
                    .containsExactly(
                            "ERROR SHUTTING_DOWN the server of this driver accepts no connections; retry later");
        }
        Await.equal(1L, () -> web().closed().get(CloseReason.SHUTDOWN));
    }

    @Test
    void errorsOfTheServerReachThePeer() {
        serveTcp(new JsonObject().put("idleTimeout", 200));
        int port = serve(new JsonObject());
        try (WebPeer peer = WebPeer.connect(port, THREADS)) {
            assertThat(peer.send("PARAMS 7 7").send("NUMBER").send("HELLO").messages())
                    .hasSize(2)
                    .first()
                    .isEqualTo("7");
            assertThat(peer.closeCode()).isEqualTo(1000);
        }
        try (WebPeer idle = WebPeer.connect(port, THREADS)) {
            assertThat(idle.messages()).singleElement().asString().startsWith("ERROR IDLE_TIMEOUT ");
        }
        Await.equal(2L, () -> web().closed().get(CloseReason.UPSTREAM));
    }

    @Test
    void limitsOfTheWebServerHold() {
        serveTcp(new JsonObject());
        int port = serve(new JsonObject().put("idleTimeout", 100).put("maxLineLength", 64));
        try (WebPeer idle = WebPeer.connect(port, THREADS)) {
            assertThat(idle.messages()).containsExactly("ERROR IDLE_TIMEOUT no complete line received for 100 ms");
        }
        try (WebPeer peer = WebPeer.connect(port, THREADS)) {
            assertThat(peer.send("1".repeat(66)).messages())
                    .containsExactly("ERROR LINE_TOO_LONG a line holds at most 64 bytes");
        }
        Await.equal(0L, () -> threads().open());
    }

    @Test
    void connectionOverTheLimitGetsAnErrorLine() {
        serveTcp(new JsonObject().put("maxConnections", 3));
        int port = serve(new JsonObject().put("maxConnections", 3));
        try (WebPeer served = WebPeer.connect(port, THREADS).playGame();
                WebPeer refused = WebPeer.connect(port, THREADS)) {
            assertThat(refused.messages())
                    .as("of its two connections, the second one is refused")
                    .containsExactly("ERROR TOO_MANY_CONNECTIONS connection limit reached (3); retry later");
            served.playGame();
        }
    }

    @Test
    void messageWithSeveralLinesIsOneLine() {
        serveTcp(new JsonObject());
        try (WebPeer peer = WebPeer.connect(serve(new JsonObject()), THREADS)) {
            assertThat(peer.send("PARAMS 1 5\nNUMBER").messages())
                    .singleElement()
                    .asString()
                    .startsWith("ERROR BAD_");
        }
    }

    @Test
    void pipelinedLinesAreAllAnswered() throws Exception {
        serveTcp(new JsonObject().put("strategy", "bisect"));
        try (WebPeer peer = WebPeer.connect(serve(new JsonObject()), THREADS)) {
            CompletableFuture<Void> sender = CompletableFuture.runAsync(() -> {
                peer.send("PARAMS 1 1000000");
                for (int i = 0; i < PIPELINED; i++) {
                    peer.send("NUMBER");
                }
                peer.send("");
            });
            assertThat(peer.messages()).hasSize(PIPELINED).doesNotHaveDuplicates();
            sender.get();
        }
    }

    @Test
    void slowReaderIsReadNoFurtherAndReset() {
        serveTcp(new JsonObject());
        int port = serve(new JsonObject().put("writeTimeout", 1_000));
        try (WebPeer peer = WebPeer.connect(port, THREADS);
                WebPeer other = WebPeer.connect(port, THREADS)) {
            peer.send("PARAMS 0 9223372036854775807");
            sendUntilClosed(peer);
            Await.equal(1L, () -> web().closed().get(CloseReason.WRITE_TIMEOUT));
            assertThat(closedLast().bytesReceived())
                    .as("what was read before the replies filled the buffers")
                    .isLessThan(MAX_READ_BYTES);
            assertThat(closedLast().bytesSent())
                    .as("replies that were read from the server")
                    .isLessThan(MAX_RELAYED_BYTES);
            other.playGame();
        }
        Await.equal(0L, () -> threads().open());
        Await.equal(0L, ServerMetrics.of(vertx).limiter()::unsentBytes);
    }

    @Test
    void peerIsReadNoFurtherThanTheServerTakes() throws Exception {
        try (ServerSocket reading = Ports.taken()) { // nobody does
            reading.setReceiveBufferSize(RECEIVE_BYTES);
            register(reading.getLocalPort());
            try (WebPeer peer = WebPeer.connect(serve(new JsonObject().put("idleTimeout", 1_000)), THREADS)) {
                CompletableFuture<Void> sender = CompletableFuture.runAsync(() -> sendUntilClosed(peer));
                assertThat(peer.messages()).singleElement().asString().startsWith("ERROR IDLE_TIMEOUT ");
                sender.get();
            }
            Await.equal(1L, () -> web().closed().get(CloseReason.IDLE_TIMEOUT));
        }
        assertThat(closedLast().bytesReceived()).isLessThan(MAX_READ_BYTES);
    }

    private static void sendUntilClosed(WebPeer peer) {
        byte[] number = "NUMBER".getBytes(US_ASCII);
        try {
            for (int i = 0; i < MAX_SENT_LINES; i++) {
                peer.frame(WebPeer.TEXT, true, number);
            }
        } catch (UncheckedIOException closed) {
            // by the server
        }
    }

    @Test
    void closeOfThePeerClosesTheConnectionToTheServer() {
        serveTcp(new JsonObject());
        int port = serve(new JsonObject());
        WebPeer.connect(port, THREADS).playGame().close();
        try (WebPeer peer = WebPeer.connect(port, THREADS).playGame().closeSocket()) {
            assertThat(peer.messages()).isEmpty();
            assertThat(peer.closeCode()).isEqualTo(1000);
        }
        Await.equal(0L, () -> web().open());
        Await.equal(0L, () -> threads().open());
        assertThat(threads().won()).isEqualTo(2);
    }

    @Test
    void stopOfTheServerEndsTheGame() {
        Driver.Server tcp = serveTcp(new JsonObject());
        try (WebPeer peer = WebPeer.connect(serve(new JsonObject()), THREADS)) {
            assertThat(peer.send("PARAMS 1 1").send("NUMBER").message()).isEqualTo("1");
            Await.result(vertx.undeploy(tcp.id()));
            assertThat(peer.messages()).singleElement().asString().startsWith("ERROR SHUTTING_DOWN ");
        }
    }

    @Test
    void stopOfTheWebServerLetsAGameGoOn() {
        serveTcp(new JsonObject());
        int port = serve(new JsonObject().put("drainTimeout", 20_000));
        try (WebPeer idle = WebPeer.connect(port, THREADS).playGame();
                WebPeer playing = WebPeer.connect(port, THREADS)) {
            playing.send("PARAMS 7 8").send("NUMBER").message();
            Future<Void> stopped = vertx.undeploy(webId);
            assertThat(idle.messages()).isEmpty();
            assertThat(idle.closeCode()).isEqualTo(1001);
            assertThat(playing.send("NUMBER").send("CLEAR").messages())
                    .as("the reply that was due")
                    .singleElement()
                    .isIn("7", "8");
            assertThat(playing.closeCode()).isEqualTo(1001);
            idle.closeSocket();
            playing.closeSocket();
            Await.result(stopped);
        }
    }
}
