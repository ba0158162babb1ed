package dev.warmer.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.connection.ConnectionLimiter;
import dev.warmer.metrics.Driver;
import dev.warmer.metrics.ServerMetrics;
import dev.warmer.testing.Await;
import dev.warmer.testing.LogCaptor;
import dev.warmer.testing.Peer;
import dev.warmer.testing.ProxyHeaders;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The PROXY protocol in front of HTTP and WebSockets. */
class WebProxyTest {
    private static final String HEADER = ProxyHeaders.v2("2001:db8::7", 4711);

    private final Vertx vertx = Vertx.vertx();
    private final LogCaptor log = LogCaptor.of("dev.warmer");

    @AfterEach
    void close() {
        Await.result(vertx.close());
        assertThat(log.hasException()).isFalse();
        log.close();
    }

    private int serve(String key, Object value) {
        WebVerticle verticle = new WebVerticle(line -> {});
        JsonObject config = new JsonObject()
                .put("port", 0)
                .put("drainTimeout", 0)
                .put("proxyProtocol", true)
                .put("trustedProxies", JsonArray.of("127.0.0.1"))
                .put(key, value);
        Await.result(vertx.deployVerticle(verticle, new DeploymentOptions().setConfig(config)));
        return verticle.port();
    }

    private ConnectionLimiter limiter() {
        return ServerMetrics.of(vertx).limiter();
    }

    private List<String> closedAddresses() {
        return ServerMetrics.of(vertx).closedLast().stream()
                .map(connection -> connection.info(0).address())
                .toList();
    }

    @Test
    void webSocketHasTheAddressInTheHeader() {
        int port = serve("strategy", "bisect");
        for (String header : List.of(HEADER, ProxyHeaders.v1("2001:db8::7", 4711))) {
            try (WebPeer peer = WebPeer.connectWith(header, port)) {
                assertThat(peer.status()).startsWith("HTTP/1.1 101 ");
                peer.playGame();
            }
        }
        String address = "2001:db8:0:0:0:0:0:7:4711";
        Await.equal(List.of(address, address), this::closedAddresses);
        Await.equal(0, limiter()::open);
    }

    @Test
    void webSocketHasTheAddressOfTheProxyIfTheHeaderHasNone() {
        int port = serve("strategy", "bisect");
        for (String header : List.of(ProxyHeaders.local(), ProxyHeaders.unix("/run/web.sock"), "PROXY UNKNOWN\r\n")) {
            try (WebPeer peer = WebPeer.connectWith(header, port)) {
                peer.playGame();
            }
        }
        Await.equal(3, () -> closedAddresses().size());
        assertThat(closedAddresses()).allMatch(address -> address.startsWith("127.0.0.1:"));
    }

    @Test
    void webSocketsAreLimitedForEachAddressInTheirHeaders() {
        int port = serve("maxConnectionsPerAddress", 1);
        try (WebPeer first = WebPeer.connectWith(HEADER, port).playGame();
                WebPeer other = WebPeer.connectWith(ProxyHeaders.v1("198.51.100.7", 1), port)) {
            assertThat(WebPeer.connectWith(HEADER, port).messages())
                    .singleElement()
                    .asString()
                    .startsWith("ERROR TOO_MANY_CONNECTIONS ");
            other.playGame();
            first.playGame();
        }
        Await.equal(0, limiter()::open);
    }

    @Test
    void requestWithoutAHeaderIsClosedWithALineInTheLog() {
        int port = serve("strategy", "bisect");
        try (Peer peer = Peer.connect(port).send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")) {
            assertThat(peer.rest()).matches("|reset");
            assertThat(log.await("closed: proxy_header", 1))
                    .singleElement()
                    .asString()
                    .startsWith(peer.address() + ": ")
                    .endsWith("unknown identifier: GET");
        }
        assertThat(log.messages("failed before")).isEmpty();
    }

    @Test
    void headerHasToBeCompleteWithinTheHandshakeTimeout() {
        Peer.connect(serve("handshakeTimeout", 100)).send("PROXY ").assertClosed();
        log.await("no complete header of the PROXY protocol within 100 ms", 1);
    }

    @Test
    void peerThatIsNotATrustedProxyIsClosedAtOnce() {
        try (Peer peer = Peer.connect(serve("trustedProxies", JsonArray.of("192.0.2.1")))) {
            assertThat(peer.rest()).matches("|reset");
            assertThat(log.await("not one of trustedProxies", 1))
                    .singleElement()
                    .asString()
                    .startsWith(peer.address() + ": closed: proxy_header ");
        }
        assertThat(ServerMetrics.of(vertx).of(Driver.WEB).accepted()).isZero();
    }
}
