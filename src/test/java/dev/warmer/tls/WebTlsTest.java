package dev.warmer.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warmer.testing.Await;
import dev.warmer.testing.Driver;
import dev.warmer.testing.Peer;
import dev.warmer.web.WebVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Pages and WebSockets over TLS. */
class WebTlsTest extends TlsTest {
    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();

    private int serveWeb() {
        WebVerticle verticle = new WebVerticle(line -> {});
        Await.result(vertx.deployVerticle(
                verticle, new DeploymentOptions().setConfig(server(serverTls()).put("port", 0))));
        return verticle.port();
    }

    private HttpClient browser() {
        return HttpClient.newBuilder()
                .sslContext(TlsPeer.context(authority, null))
                .build();
    }

    private Future<WebSocket> connect(int port, String origin) {
        return Future.fromCompletionStage(browser()
                .newWebSocketBuilder()
                .header("Origin", origin)
                .buildAsync(URI.create("wss://localhost:" + port + "/play"), new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
                        messages.add(text.toString());
                        return WebSocket.Listener.super.onText(socket, text, last);
                    }
                }));
    }

    @Test
    void pagesAreServed() throws Exception {
        HttpResponse<String> page = browser()
                .send(
                        HttpRequest.newBuilder(URI.create("https://localhost:" + serveWeb() + "/"))
                                .build(),
                        BodyHandlers.ofString());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(log.messages("listening on https://")).hasSize(1);
    }

    @Test
    void gameIsPlayed() throws Exception {
        int port = serveWeb();
        WebSocket socket = Await.result(connect(port, "https://localhost:" + port));
        Await.result(Future.fromCompletionStage(
                socket.sendText("PARAMS 7 7", true).thenCompose(sent -> socket.sendText("NUMBER", true))));
        assertThat(messages.poll(20, TimeUnit.SECONDS)).isEqualTo("7");
        socket.abort();
    }

    @Test
    void serverWithTlsIsNotOfferedToPages() throws Exception {
        Driver.THREADS.deploy(vertx, server(serverTls()));
        HttpResponse<String> drivers = browser()
                .send(
                        HttpRequest.newBuilder(URI.create("https://localhost:" + serveWeb() + "/drivers"))
                                .build(),
                        BodyHandlers.ofString());
        assertThat(drivers.body()).isEqualTo("{\"drivers\":[]}");
    }

    @Test
    void failedHandshakeIsLoggedAndCounted() {
        try (Peer peer = Peer.connect(serveWeb())) {
            peer.send("GET / HTTP/1.1\r\n\r\n").rest();
        }
        log.await("a connection failed before it was open: ", 1);
        assertThat(log.hasException()).isFalse();
    }

    @Test
    void pageWithoutTlsIsOfAnotherOrigin() {
        int port = serveWeb();
        assertThatThrownBy(() -> Await.result(connect(port, "http://localhost:" + port)))
                .hasStackTraceContaining("WebSocketHandshakeException");
    }
}
