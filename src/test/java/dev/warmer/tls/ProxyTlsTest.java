package dev.warmer.tls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.warmer.metrics.ServerMetrics;
import dev.warmer.testing.Await;
import dev.warmer.testing.Driver;
import dev.warmer.testing.Peer;
import dev.warmer.testing.ProxyHeaders;
import dev.warmer.web.WebVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** TLS behind the header of the PROXY protocol. */
class ProxyTlsTest extends TlsTest {
    private static final String ADDRESS = "198.51.100.7:4711";
    private static final String HEADER = ProxyHeaders.v2("198.51.100.7", 4711);

    static Stream<Driver> drivers() {
        return Driver.available().filter(driver -> driver != Driver.THREADS);
    }

    static Stream<Arguments> all() {
        return drivers().flatMap(driver -> Stream.of(arguments(driver, "TLSv1.2"), arguments(driver, "TLSv1.3")));
    }

    private JsonObject proxied() {
        return server(serverTls()).put("proxyProtocol", true).put("trustedProxies", JsonArray.of("127.0.0.1", "::1"));
    }

    private TlsPeer peer(int port, String protocol, String header) throws IOException {
        return TlsPeer.connect(port, authority, protocol, header);
    }

    private void awaitNoneOpen() {
        Await.equal(0, () -> ServerMetrics.of(vertx).limiter().open());
    }

    @ParameterizedTest
    @MethodSource("all")
    void connectionHasTheAddressInTheHeader(Driver driver, String protocol) throws IOException {
        int port = serve(driver, proxied());
        for (String header : new String[] {HEADER, ProxyHeaders.v1("198.51.100.7", 4711)}) {
            try (TlsPeer peer = peer(port, protocol, header)) {
                peer.playGame().send("\n");
                assertThat(peer.isCloseNotified()).isTrue();
            }
            awaitNoneOpen();
            assertThat(log.await(ADDRESS + ": closed: end after ", 1)).hasSize(1);
            log.events().clear();
        }
    }

    @ParameterizedTest
    @MethodSource("drivers")
    void halfCloseStillGetsAllReplies(Driver driver) throws IOException {
        try (TlsPeer peer = peer(serve(driver, proxied()), "TLSv1.3", HEADER)) {
            peer.send("PARAMS 77 77\nNUMBER\nREPORT Correct\nNUMBER\n").halfClose();
            assertThat(peer.lines()).containsExactly("77", "77");
        }
        awaitNoneOpen();
    }

    @ParameterizedTest
    @MethodSource("drivers")
    void handshakeMayBeginInTheSegmentOfTheHeader(Driver driver) throws IOException {
        SSLEngine client = TlsPeer.context(authority, null).createSSLEngine("localhost", 1);
        client.setUseClientMode(true);
        ByteBuffer hello = ByteBuffer.allocate(client.getSession().getPacketBufferSize());
        client.wrap(ByteBuffer.allocate(0), hello);
        String first = new String(hello.array(), 0, hello.position(), ISO_8859_1);
        try (Peer peer = Peer.connect(serve(driver, proxied())).send(HEADER + first)) {
            assertThat(peer.read()).startsWith("\u0016\u0003"); // a record of the handshake
        }
        awaitNoneOpen();
    }

    @ParameterizedTest
    @MethodSource("drivers")
    void connectionOverTheLimitOfItsAddressIsClosedBeforeTheHandshake(Driver driver) throws IOException {
        int port = serve(driver, proxied().put("maxConnectionsPerAddress", 1));
        try (TlsPeer first = peer(port, "TLSv1.3", HEADER)) {
            first.playGame();
            assertThatThrownBy(() -> peer(port, "TLSv1.3", HEADER)).isInstanceOf(IOException.class);
            assertThat(log.await("closed: refused", 1))
                    .singleElement()
                    .asString()
                    .startsWith(ADDRESS + ": ");
            try (TlsPeer other = peer(port, "TLSv1.3", ProxyHeaders.v2("198.51.100.8", 1))) {
                other.playGame();
            }
        }
        awaitNoneOpen();
    }

    @ParameterizedTest
    @MethodSource("drivers")
    void failedHandshakeIsLoggedWithTheAddressInTheHeader(Driver driver) {
        try (Peer peer = Peer.connect(serve(driver, proxied())).send(HEADER + "PARAMS 1 9\nNUMBER\n")) {
            assertThat(log.await("closed: handshake", 1))
                    .singleElement()
                    .asString()
                    .startsWith(ADDRESS + ": ");
            assertThat(peer.address()).isNotEqualTo(ADDRESS);
        }
        awaitNoneOpen();
    }

    @ParameterizedTest
    @MethodSource("drivers")
    void handshakeWithoutAHeaderFails(Driver driver) {
        int port = serve(driver, proxied());
        assertThatThrownBy(() -> peer(port, "TLSv1.3")).isInstanceOfAny(SSLException.class, IOException.class);
        log.await("closed: proxy_header", 1);
        awaitNoneOpen();
    }

    @Test
    void pageIsServedBehindAHeader() throws IOException {
        WebVerticle verticle = new WebVerticle(line -> {});
        Await.result(vertx.deployVerticle(
                verticle, new DeploymentOptions().setConfig(proxied().put("port", 0))));
        try (TlsPeer peer = peer(verticle.port(), "TLSv1.3", HEADER)) {
            peer.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(peer.line()).startsWith("HTTP/1.1 200 ");
        }
    }
}
