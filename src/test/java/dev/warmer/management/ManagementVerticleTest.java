package dev.warmer.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.testing.Peer;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class ManagementVerticleTest {
    private Management operations;

    @BeforeEach
    void deploy(Vertx vertx) {
        operations = Management.deploy(vertx);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/health", "/health/live/", "/metrics/x", "/Metrics", "/%2e%2e/metrics", "//metrics"})
    void otherPathsAreNotFound(String path) {
        HttpResponse<String> response = operations.get(path);
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body())
                .isEqualTo("not found; paths: /board, /connections, /health/live, /health/ready, /load, /metrics\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "TRACE", "ODD"})
    void otherMethodsAreNotAllowed(String method) {
        HttpResponse<String> response = operations.request(method, "/metrics");
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("allow")).hasValue("GET, HEAD");
    }

    @Test
    void headHasNoBody() {
        HttpResponse<String> response = operations.request("HEAD", "/health/live");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
    }

    @Test
    void queryStringIsIgnored() {
        assertThat(operations.get("/health/live?verbose").statusCode()).isEqualTo(200);
    }

    private String answer(String request) throws IOException {
        try (Peer peer = Peer.connect(operations.port())) {
            String status = peer.send(request).line();
            peer.lines();
            return status;
        }
    }

    @Test
    void oversizedOrMalformedRequestsAreRejected() throws IOException {
        assertThat(answer("GET /" + "x".repeat(2000) + " HTTP/1.1\r\n\r\n")).contains(" 414 ");
        assertThat(answer("GET /metrics HTTP/1.1\r\nx: " + "x".repeat(9000) + "\r\n\r\n"))
                .contains(" 431 ");
        assertThat(answer("\u0001\u0002\r\n\r\n")).contains(" 400 ");
        assertThat(operations.get("/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void unreadBodyClosesConnection() throws IOException {
        assertThat(answer("POST /metrics HTTP/1.1\r\nhost: x\r\ncontent-length: 1000000000\r\n\r\n"))
                .startsWith("HTTP/1.1 405 ");
    }

    private String status(String path, String host) throws IOException {
        return answer("GET " + path + " HTTP/1.1\r\nConnection: close\r\n" + host + "\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: 127.0.0.1",
                "Host: 10.1.2.3:9090",
                "Host: [::1]:9090",
                "Host: LocalHost:80",
                "host: Board.example.com:8443"
            })
    void addressesAndConfiguredNamesMayReadTheConnections(String host, Vertx vertx) throws IOException {
        operations = Management.deploy(vertx, new JsonObject().put("hosts", JsonArray.of("board.Example.com")));
        assertThat(status("/connections", host)).contains(" 200 ");
        assertThat(status("/board", host)).contains(" 200 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: attacker.example",
                "Host: 127.0.0.1.attacker.example:9090",
                "Host: localhost.attacker.example",
                "Host: a:localhost",
                "Host: [attacker.example]",
                "Host:",
                "x: y"
            })
    void otherHostsMayReadHealthAndMetricsOnly(String host) throws IOException {
        assertThat(status("/connections", host)).contains(" 421 ");
        assertThat(status("/board", host)).contains(" 421 ");
        assertThat(status("/board/events", host)).contains(" 421 ");
        assertThat(status("/assets/board.js", host)).contains(" 421 ");
        assertThat(status("/health/live", host)).contains(" 200 ");
        assertThat(status("/metrics", host)).contains(" 200 ");
    }

    @Test
    void nameToListenOnIsAllowed(Vertx vertx) throws IOException {
        operations = Management.deploy(vertx, new JsonObject().put("host", "localhost."));
        assertThat(status("/board", "Host: localhost.")).contains(" 200 ");
        assertThat(status("/board", "Host: other")).contains(" 421 ");
    }
}
