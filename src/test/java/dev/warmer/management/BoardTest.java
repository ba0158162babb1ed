package dev.warmer.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.lifecycle.LoadRegistry;
import dev.warmer.lifecycle.LoadRegistry.Load;
import dev.warmer.pages.Pages;
import dev.warmer.testing.Await;
import dev.warmer.testing.Driver;
import dev.warmer.testing.EachDriver;
import dev.warmer.testing.Peer;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.junit5.VertxExtension;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(VertxExtension.class)
class BoardTest {
    private Vertx vertx;
    private Management operations;

    @BeforeEach
    void deploy(Vertx created) {
        vertx = created;
        operations = Management.deploy(vertx);
    }

    private Peer view() {
        return Peer.connect(operations.port()).send("GET /board/events HTTP/1.1\r\nhost: localhost\r\n\r\n");
    }

    /** {@return the data of the next event, which is one chunk of the response} */
    private static JsonObject event(Peer viewer) {
        String line = viewer.line();
        while (!line.startsWith("data: ")) {
            line = viewer.line();
        }
        return new JsonObject(line.substring("data: ".length()));
    }

    private JsonArray connections(String state) {
        HttpResponse<String> response = operations.get("/connections?state=" + state);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).hasValue("application/json");
        return new JsonObject(response.body()).getJsonArray("connections");
    }

    @EachDriver
    void eventHasTheCountersOfEachServer(Driver driver) {
        Driver.Server server = driver.deploy(vertx, new JsonObject());
        try (Peer player = Peer.connect(server.port());
                Peer viewer = view()) {
            player.playGame();
            JsonObject event = event(viewer);
            while (event.getJsonArray("servers")
                            .getJsonObject(0)
                            .getJsonObject("lines")
                            .getLong("params")
                    < 2) {
                event = event(viewer);
            }
            JsonObject counters = event.getJsonArray("servers").getJsonObject(0);
            assertThat(counters.getJsonArray("addresses")).containsExactly("127.0.0.1:" + server.port());
            assertThat(counters.getInteger("instances")).isOne();
            assertThat(counters.getInteger("open")).isOne();
            assertThat(counters.getJsonObject("lines").getInteger("number")).isOne();
            assertThat(counters.getJsonObject("guesses")).isEqualTo(JsonObject.of("count", 1, "sum", 1.0));
            JsonObject reply = counters.getJsonObject("reply");
            assertThat(reply.getJsonArray("counts"))
                    .hasSize(reply.getJsonArray("bounds").size() + 1);
            assertThat(event.getJsonObject("process").getLong("heapUsed")).isPositive();
        }
    }

    @Test
    void driversAreShownApartAndOnlyWhileTheyHaveAServer() {
        Driver.Server one = Driver.EVENT_LOOP.deploy(vertx, new JsonObject().put("drainTimeout", 0));
        Driver.THREADS.deploy(vertx, new JsonObject());
        try (Peer viewer = view()) {
            assertThat(drivers(event(viewer))).containsExactly("event_loop", "threads");
            Await.result(vertx.undeploy(one.id()));
            event(viewer);
            assertThat(drivers(event(viewer))).containsExactly("threads");
        }
    }

    private static List<String> drivers(JsonObject event) {
        return event.getJsonArray("servers").stream()
                .map(server -> ((JsonObject) server).getString("driver"))
                .toList();
    }

    /** {@return the connection of a peer among those that are open} */
    private JsonObject open(Peer peer) {
        return connections("open").stream()
                .map(JsonObject.class::cast)
                .filter(connection -> connection.getString("address").equals(peer.address()))
                .findAny()
                .orElseThrow();
    }

    @EachDriver
    void connectionsAreListedWhileOpenAndAfterwards(Driver driver) {
        Driver.Server server = driver.deploy(vertx, new JsonObject());
        try (Peer first = Peer.connect(server.port()).startGame()) {
            Peer second = Peer.connect(server.port()).playGame();
            Await.until("both are open", () -> connections("open").size() == 2);
            Await.until("what the first was sent is counted", () -> open(first).getLong("bytesSent") > 0);
            JsonObject longest = open(first);
            assertThat(longest.getLong("bytesReceived")).isEqualTo("PARAMS 7 7\nNUMBER\n".length());
            assertThat(longest.getLong("bytesSent")).isEqualTo("7\n".length());
            assertThat(longest.getLong("games")).isOne();
            assertThat(longest.getLong("openedAt"))
                    .isBetween(System.currentTimeMillis() - 60_000, System.currentTimeMillis());
            second.send("<img src=x>\n").lines();
            second.close();
            Await.until("one is closed", () -> connections("closed").size() == 1);
            JsonObject closed = connections("closed").getJsonObject(0);
            assertThat(closed.getString("address")).isEqualTo(second.address());
            assertThat(closed.getString("reason")).isEqualTo("violation");
            assertThat(closed.getString("detail"))
                    .startsWith("UNKNOWN_COMMAND ")
                    .contains("<img");
            assertThat(closed.getLong("closedAt")).isEqualTo(closed.getLong("openedAt") + closed.getLong("durationMs"));
        }
    }

    @Test
    void otherStatesAreRejected() {
        HttpResponse<String> response = operations.get("/connections?state=half");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).isEqualTo("state is not allowed: open or closed\n");
    }

    @Test
    void viewersAboveTheLimitAreRejected() {
        List<Peer> viewers = new ArrayList<>();
        IntStream.range(0, 100).forEach(i -> viewers.add(view()));
        viewers.forEach(BoardTest::event);
        try (Peer refused = view()) {
            assertThat(refused.line()).startsWith("HTTP/1.1 503 ");
        }
        viewers.forEach(Peer::close);
        Await.until("a viewer is admitted", () -> {
            try (Peer viewer = view()) {
                return viewer.line().startsWith("HTTP/1.1 200 ");
            }
        });
    }

    @Test
    void viewerThatDoesNotReadIsDisconnected() {
        Board board = new Board(vertx, new BoardData(vertx, Meters.of(vertx)), "node");
        Router router = Pages.router(vertx, "/board");
        Context context = vertx.getOrCreateContext();
        Promise<HttpServer> listening = Promise.promise();
        context.runOnContext(run -> board.start(router)
                .compose(receiving ->
                        vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"))
                .onComplete(listening));
        int port = Await.result(listening.future()).actualPort();
        try (Peer viewer = Peer.connectWithSmallBuffer(port)) {
            viewer.send("GET /board/events HTTP/1.1\r\nhost: localhost\r\n\r\n");
            Await.equal(1, board::viewers);
            Await.until("the viewer is disconnected", () -> {
                context.runOnContext(
                        run -> IntStream.range(0, 1_000).forEach(event -> board.sendToAll(JsonObject.of())));
                return board.viewers() == 0;
            });
        }
    }

    @Test
    void eventHasTheStateOfEachLoadClient() {
        LoadRegistry.of(vertx).add("a", () -> new Load("host:1", 2, Optional.of(3), 4, 5));
        LoadRegistry.of(vertx).add("b", () -> new Load("host:2", 2, Optional.empty(), 4, 5));
        try (Peer viewer = view()) {
            JsonObject first = new JsonObject(
                    "{'name':'host:1','players':2,'maxPlayers':3,'rounds':4,'errors':5}".replace('\'', '"'));
            assertThat(event(viewer).getJsonArray("load"))
                    .containsExactlyInAnyOrder(
                            first, first.copy().put("name", "host:2").putNull("maxPlayers"));
        }
    }

    /** {@return the response to a request for {@code /load}, with the port in place of PORT} */
    private String load(String method, String query, String headers) {
        String head = method + " /load" + query + " HTTP/1.1\r\n" + headers + "connection: close\r\n\r\n";
        try (Peer peer = Peer.connect(operations.port())) {
            return peer.send(head.replace("PORT", String.valueOf(operations.port())))
                    .rest();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "localhost:PORT, http://localhost:PORT",
        "127.0.0.1:PORT, http://127.0.0.1:PORT",
        "LOCALHOST:PORT, http://localhost:PORT"
    })
    void numberOfPlayersIsPublished(String host, String origin) {
        BlockingQueue<Integer> published = new LinkedBlockingQueue<>();
        Await.result(LoadRegistry.subscribePlayers(vertx, published::add));
        assertThat(load("POST", "?players=50", "host: " + host + "\r\norigin: " + origin + "\r\n"))
                .startsWith("HTTP/1.1 202 ");
        assertThat(Await.next(published)).isEqualTo(50);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, ?players=5, '', 403",
        "POST, ?players=5, http://localhost, 403",
        "POST, ?players=5, https://localhost:PORT, 403",
        "POST, ?players=5, null, 403",
        "POST, ?players=5, http://example.com, 403",
        "POST, '', http://localhost:PORT, 400",
        "POST, ?players=, http://localhost:PORT, 400",
        "POST, ?players=0, http://localhost:PORT, 400",
        "POST, ?players=-1, http://localhost:PORT, 400",
        "POST, ?players=1.5, http://localhost:PORT, 400",
        "POST, ?players=10000000, http://localhost:PORT, 400",
        "GET, ?players=5, http://localhost:PORT, 405",
        "PUT, ?players=5, http://localhost:PORT, 405",
        "OPTIONS, ?players=5, http://example.com, 405"
    })
    void otherRequestsForTheLoadAreRejected(String method, String query, String origin, int status) {
        BlockingQueue<Integer> published = new LinkedBlockingQueue<>();
        Await.result(LoadRegistry.subscribePlayers(vertx, published::add));
        String headers = "host: localhost:PORT\r\n" + (origin.isEmpty() ? "" : "origin: " + origin + "\r\n");
        String response = load(method, query, headers);
        assertThat(response).startsWith("HTTP/1.1 " + status + " ");
        assertThat(response.toLowerCase(Locale.ROOT).contains("allow: post")).isEqualTo(status == 405);
        LoadRegistry.publishPlayers(vertx, 1);
        assertThat(Await.next(published))
                .as("the first number that was published")
                .isOne();
    }

    @Test
    void loadIsNotChangedByTheNameOfAnotherSite() {
        assertThat(load("POST", "?players=5", "host: example.com\r\norigin: http://example.com\r\n"))
                .startsWith("HTTP/1.1 421 ");
    }

    @Test
    void pageIsServed() {
        HttpResponse<String> response = operations.get("/board");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).hasValue("text/html; charset=utf-8");
        assertThat(response.headers().firstValue("content-security-policy")).isPresent();
        assertThat(operations.get("/assets/uPlot.esm.js").statusCode()).isEqualTo(200);
    }
}
