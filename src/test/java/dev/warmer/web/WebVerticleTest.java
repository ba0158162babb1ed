package dev.warmer.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.warmer.config.InvalidConfigException;
import dev.warmer.lifecycle.ServerRegistry;
import dev.warmer.testing.Await;
import dev.warmer.testing.LogCaptor;
import dev.warmer.testing.ManualTimers;
import dev.warmer.testing.Peer;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.transport.Transport;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebVerticleTest {
    private final Vertx vertx = Vertx.vertx();
    private final List<String> transcript = new CopyOnWriteArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private String id;

    @AfterEach
    void close() {
        Await.result(vertx.close());
    }

    private int serve(JsonObject config) {
        WebVerticle verticle = new WebVerticle(transcript::add);
        JsonObject complete =
                new JsonObject().put("port", 0).put("drainTimeout", 0).mergeIn(config);
        id = Await.result(vertx.deployVerticle(verticle, new DeploymentOptions().setConfig(complete)));
        return verticle.port();
    }

    private HttpResponse<String> get(int port, String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .build(),
                BodyHandlers.ofString());
    }

    @Test
    void playsTheProtocolWithOneLineForEachMessage() {
        int port = serve(new JsonObject().put("strategy", "bisect").put("transcript", true));
        try (WebPeer peer = WebPeer.connect(port)) {
            peer.send("PARAMS 1 3").send("NUMBER");
            assertThat(peer.message()).isEqualTo("1");
            peer.send("REPORT Unsure").send("NUMBER");
            assertThat(peer.message()).isEqualTo("2");
            peer.send("REPORT Correct").send("PARAMS 0 -1").send("");
            assertThat(peer.messages()).isEmpty();
            assertThat(peer.closeCode()).isEqualTo(1000);
            assertThat(transcript).containsExactly("Server: 1 is Unsure", "Server: 2 is Correct");
        }
    }

    @ParameterizedTest
    @CsvSource({"bisect, 0", "random, "})
    void pageChoosesTheStrategy(String strategy, String first) {
        try (WebPeer peer = WebPeer.connect(serve(new JsonObject()), "/play?strategy=" + strategy)) {
            String guess = peer.send("PARAMS 0 1000000").send("NUMBER").message();
            assertThat(guess).matches(first == null ? "\\d+" : first);
        }
    }

    @Test
    void otherStrategiesAreRejected() throws Exception {
        HttpResponse<String> response = get(serve(new JsonObject()), "/play?strategy=luck");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).isEqualTo("strategy is not allowed: one of [random, bisect]\n");
    }

    @Test
    void playWithoutAnUpgradeIsRejected() throws Exception {
        HttpResponse<String> response = get(serve(new JsonObject()), "/play");
        assertThat(response.statusCode()).isEqualTo(426);
        assertThat(response.headers().firstValue("upgrade")).hasValue("websocket");
    }

    /** It has the header Upgrade, but not Connection. */
    @Test
    void invalidHandshakeKeepsNoPlace() {
        int port = serve(new JsonObject().put("maxConnections", 1));
        String request = "GET /play HTTP/1.1\r\nhost: x\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\n\r\n";
        for (int i = 0; i < 3; i++) {
            try (Peer invalid = Peer.connect(port).send(request.repeat(2))) {
                assertThat(invalid.lines()).first().asString().startsWith("HTTP/1.1 400 ");
            }
        }
        Await.until(
                "the only place is free",
                () -> status(port, "http://localhost:" + port).contains(" 101 "));
    }

    @Test
    void onlyPagesOfThisServerAndOfConfiguredOriginsMayConnect() {
        int port = serve(new JsonObject().put("origins", JsonArray.of("https://example.com")));
        assertThat(status(port, "http://localhost:" + port)).contains(" 101 ");
        assertThat(status(port, "https://example.com")).contains(" 101 ");
        assertThat(status(port, "https://localhost:" + port)).contains(" 403 ");
        assertThat(status(port, "http://localhost")).contains(" 403 ");
        assertThat(status(port, "http://example.com")).contains(" 403 ");
        assertThat(status(port, "null")).contains(" 403 ");
    }

    private static String status(int port, String origin) {
        try (WebPeer peer = WebPeer.connect(port, "/play", "Origin: " + origin)) {
            return peer.status();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/race", "/assets/style.css", "/assets/play.js", "/assets/uPlot.esm.js"})
    void pagesAndTheirFilesMayLoadNothingElse(String path) throws Exception {
        HttpResponse<String> response = get(serve(new JsonObject()), path);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-security-policy").orElseThrow())
                .startsWith("default-src 'none';")
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(response.headers().firstValue("referrer-policy")).hasValue("no-referrer");
        assertThat(response.headers().firstValue("x-content-type-options")).hasValue("nosniff");
        assertThat(response.body()).doesNotContain("<script>", " style=", "onclick", "innerHTML");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/board",
                "/metrics",
                "/assets/",
                "/assets/none.js",
                "/assets/../play.html",
                "/assets/%2e%2e/play.html"
            })
    void otherPathsAreNotFound(String path) throws Exception {
        HttpResponse<String> response = get(serve(new JsonObject()), path);
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).isEqualTo("not found; paths: /, /race, /drivers, /play (WebSocket)\n");
    }

    @Test
    void invalidParametersAreRejectedWithoutAStackTrace() throws Exception {
        try (LogCaptor log = LogCaptor.of("dev.warmer");
                Peer peer = Peer.connect(serve(new JsonObject()))) {
            assertThat(peer.send("GET /play?strategy=%zz HTTP/1.1\r\nHost: x\r\n\r\n")
                            .line())
                    .isEqualTo("HTTP/1.1 400 Bad Request\r");
            assertThat(log.hasException()).isFalse();
        }
    }

    @Test
    void connectionOverTheLimitGetsAnErrorLine() {
        int port = serve(new JsonObject().put("maxConnections", 1));
        try (WebPeer served = WebPeer.connect(port);
                WebPeer refused = WebPeer.connect(port)) {
            assertThat(refused.messages())
                    .containsExactly("ERROR TOO_MANY_CONNECTIONS connection limit reached (1); retry later");
            served.playGame();
        }
    }

    @Test
    void idleConnectionGetsAnErrorLine() {
        try (WebPeer peer = WebPeer.connect(serve(new JsonObject().put("idleTimeout", 50)))) {
            assertThat(peer.messages()).singleElement().asString().startsWith("ERROR IDLE_TIMEOUT ");
        }
    }

    @Test
    void stopClosesIdleConnectionsAndEndsGames() {
        int port = serve(new JsonObject().put("drainTimeout", 200));
        try (WebPeer idle = WebPeer.connect(port).playGame();
                WebPeer playing = WebPeer.connect(port)) {
            assertThat(playing.send("PARAMS 1 1").send("NUMBER").message()).isEqualTo("1");
            Future<Void> stopped = vertx.undeploy(id);
            assertThat(idle.messages()).isEmpty();
            assertThat(idle.closeCode()).isEqualTo(1001);
            assertThat(playing.messages()).singleElement().asString().startsWith("ERROR SHUTTING_DOWN ");
            idle.closeSocket();
            playing.closeSocket();
            Await.result(stopped);
        }
    }

    @Test
    void connectionsAreAcceptedAndPlayDuringTheDrainDelay() {
        int delayMs = 3_599_999; // passes when the test says so
        ManualTimers delay = new ManualTimers(delayMs);
        WebVerticle verticle = new WebVerticle(transcript::add);
        JsonObject config = new JsonObject().put("port", 0).put("drainDelay", delayMs);
        id = Await.result(vertx.deployVerticle(delay.in(verticle), new DeploymentOptions().setConfig(config)));
        int port = verticle.port();
        Future<Void> stopped = vertx.undeploy(id);
        Await.until("not ready", () -> !ServerRegistry.of(vertx).isReady());
        try (WebPeer during = WebPeer.connect(port).playGame().playGame();
                WebPeer playing = WebPeer.connect(port)) {
            assertThat(playing.send("PARAMS 1 1").send("NUMBER").message()).isEqualTo("1");
            delay.fire();
            assertThat(during.messages()).isEmpty();
            assertThat(during.closeCode()).isEqualTo(1001);
            during.closeSocket();
            playing.send("REPORT Correct");
            assertThat(playing.messages()).isEmpty();
            assertThat(playing.closeCode()).isEqualTo(1001);
            playing.closeSocket();
        }
        Await.result(stopped);
    }

    @Test
    void reusePortIsRejectedOnNio() {
        assertThatThrownBy(() -> serve(new JsonObject().put("reusePort", true)))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessage("reusePort: true is not allowed: false with the transport nio");
    }

    @Test
    void anotherProcessListensOnThePortWithReusePortOnEpoll() {
        assumeTrue(Transport.EPOLL.available());
        Vertx one = Vertx.builder().withTransport(Transport.EPOLL).build();
        Vertx other = Vertx.builder().withTransport(Transport.EPOLL).build();
        try {
            JsonObject config = new JsonObject().put("port", 0).put("reusePort", true);
            WebVerticle verticle = new WebVerticle();
            String first = Await.result(one.deployVerticle(verticle, new DeploymentOptions().setConfig(config)));
            config.put("port", verticle.port());
            Await.result(other.deployVerticle(new WebVerticle(), new DeploymentOptions().setConfig(config)));
            Await.result(one.undeploy(first));
            Await.until("the other serves", () -> {
                try (WebPeer peer = WebPeer.connect(config.getInteger("port"))) {
                    return "1".equals(peer.send("PARAMS 1 1").send("NUMBER").message());
                } catch (UncheckedIOException stillTheFirst) {
                    return false;
                }
            });
        } finally {
            Await.result(Future.join(one.close(), other.close()));
        }
    }

    @Test
    void stopLetsAGameGoOn() {
        int port = serve(new JsonObject().put("drainTimeout", 20_000));
        try (WebPeer playing = WebPeer.connect(port)) {
            assertThat(playing.send("PARAMS 1 1").send("NUMBER").message()).isEqualTo("1");
            Future<Void> stopped = vertx.undeploy(id);
            playing.send("REPORT Correct").send("PARAMS 0 -1");
            assertThat(playing.messages()).isEmpty();
            assertThat(playing.closeCode()).isEqualTo(1001);
            playing.closeSocket();
            Await.result(stopped);
        }
    }

    @Test
    void invalidConfigurationIsRejected() {
        assertThatThrownBy(() -> serve(new JsonObject().put("sockets", "direct")))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageStartingWith("sockets: ");
    }
}
