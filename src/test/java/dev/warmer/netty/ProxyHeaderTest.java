package dev.warmer.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ch.qos.logback.classic.Level;
import dev.warmer.connection.ConnectionLimiter;
import dev.warmer.metrics.ConnectionMetrics;
import dev.warmer.metrics.DriverMetrics;
import dev.warmer.metrics.ServerMetrics;
import dev.warmer.testing.Await;
import dev.warmer.testing.Driver;
import dev.warmer.testing.LogCaptor;
import dev.warmer.testing.Peer;
import dev.warmer.testing.ProxyHeaders;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.transport.Transport;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The PROXY protocol on each driver that supports it, over each transport. {@code WebProxyTest} has it for browsers. */
@ParameterizedClass
@MethodSource("servers")
class ProxyHeaderTest {
    private static final int NEVER_MS = 3_600_000;
    private static final String HEADER = ProxyHeaders.v2("198.51.100.7", 4711);
    private static final String GAME = "PARAMS 7 7\nNUMBER\nREPORT Correct\nNUMBER\n";

    @Parameter(0)
    private Driver driver;

    @Parameter(1)
    private Transport transport;

    private final LogCaptor log = LogCaptor.of("dev.warmer");
    private final LogCaptor libraries = LogCaptor.of("io", Level.INFO);
    private Vertx vertx;

    static Stream<Arguments> servers() {
        List<Transport> all = List.of(Transport.NIO, Transport.EPOLL, Transport.IO_URING);
        return Driver.available()
                .filter(driver -> driver != Driver.THREADS)
                .flatMap(driver -> all.stream()
                        .filter(transport -> driver != Driver.AWAIT || transport == Transport.NIO)
                        .map(transport -> Arguments.of(driver, transport)));
    }

    @BeforeEach
    void start() {
        assumeTrue(transport.available());
        vertx = Vertx.builder().withTransport(transport).build();
    }

    @AfterEach
    void stop() {
        if (vertx != null) {
            Await.result(vertx.close());
        }
        log.close();
        libraries.close();
        assertThat(log.hasException()).isFalse();
        // On a busy machine, a thread may wait so long for a processor that Vert.x takes it for blocked.
        assertThat(libraries.messages()).allMatch(message -> message.contains("has been blocked"));
    }

    private int deploy(String key, Object value) {
        return deploy(new JsonObject().put(key, value)).port();
    }

    private Driver.Server deploy(JsonObject config) {
        JsonObject complete = new JsonObject()
                .put("proxyProtocol", true)
                .put("trustedProxies", JsonArray.of("127.0.0.0/8"))
                .put("handshakeTimeout", NEVER_MS)
                .put("drainTimeout", 0)
                .mergeIn(config);
        return driver.deploy(vertx, complete);
    }

    private int deploy() {
        return deploy("strategy", "random");
    }

    private ConnectionLimiter limiter() {
        return ServerMetrics.of(vertx).limiter();
    }

    private DriverMetrics metrics() {
        return ServerMetrics.of(vertx).drivers().get(0);
    }

    private long unopened() {
        String name = "warmer_connections_unopened";
        return (long) ServerMetrics.of(vertx).collect().stream()
                .filter(metric -> metric.getMetadata().getName().equals(name))
                .flatMap(metric -> metric.getDataPoints().stream())
                .map(io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot.class::cast)
                .mapToDouble(point -> point.getValue())
                .sum();
    }

    /** {@return the addresses of the connections that are closed, the last one first} */
    private List<String> addresses() {
        return ServerMetrics.of(vertx).closedLast().stream()
                .map((ConnectionMetrics connection) -> connection.info(0).address())
                .toList();
    }

    /** Sends the header as a whole with what follows, and then byte by byte. */
    private void assertAddress(int port, String header, String address) {
        for (boolean whole : new boolean[] {true, false}) {
            try (Peer peer = Peer.connect(port)) {
                String proxy = peer.address();
                if (whole) {
                    peer.send(header + GAME);
                } else {
                    peer.sendByteByByte(header + GAME);
                }
                assertThat(peer.line()).isEqualTo("7");
                assertThat(peer.line()).isEqualTo("7");
                peer.send("\n").assertClosed();
                List<String> closed = log.await("closed: end", 1);
                assertThat(addresses()).first().isEqualTo(address == null ? proxy : address);
                assertThat(closed)
                        .singleElement()
                        .asString()
                        .startsWith(addresses().get(0) + ": ");
                log.events().clear();
            }
        }
    }

    @Test
    void headerHasTheAddressOfThePeer() {
        int port = deploy();
        assertAddress(port, ProxyHeaders.v1("198.51.100.7", 4711), "198.51.100.7:4711");
        assertAddress(port, ProxyHeaders.v2("198.51.100.7", 4711), "198.51.100.7:4711");
        for (String six : List.of("2001:db8::7", "2001:0DB8:0:0:0:0:0:7")) {
            assertAddress(port, ProxyHeaders.v1(six, 65535), "2001:db8:0:0:0:0:0:7:65535");
            assertAddress(port, ProxyHeaders.v2(six, 65535), "2001:db8:0:0:0:0:0:7:65535");
        }
        assertAddress(port, ProxyHeaders.v1("::ffff:198.51.100.7", 4711), "198.51.100.7:4711");
        assertAddress(port, ProxyHeaders.v2("::ffff:198.51.100.7", 4711), "198.51.100.7:4711");
    }

    @Test
    void addressIsThatOfTheProxyIfTheHeaderHasNone() {
        int port = deploy();
        assertAddress(port, "PROXY UNKNOWN\r\n", null);
        assertAddress(port, "PROXY UNKNOWN 2001:db8::7 2001:db8::9 4711 1234\r\n", null);
        assertAddress(port, ProxyHeaders.local(), null);
        assertAddress(port, ProxyHeaders.v2(0x21, 0, new byte[0]), null);
        assertAddress(port, ProxyHeaders.unix("/run/proxy.sock"), null);
        assertAddress(port, ProxyHeaders.unix(""), null); // as clients of such a socket mostly have it
    }

    @Test
    void furtherFieldsOfAHeaderAreIgnored() {
        byte[] field = new byte[60_000];
        field[0] = (byte) 0xe0; // of an application
        field[1] = (byte) ((field.length - 3) >> 8);
        field[2] = (byte) (field.length - 3);
        int port = deploy();
        try (Peer peer = Peer.connect(port)) {
            peer.send(ProxyHeaders.v2("198.51.100.7", 4711, field) + "\n").assertClosed();
        }
        Await.equal(List.of("198.51.100.7:4711"), this::addresses);
    }

    @Test
    void repliesArriveAfterAHalfCloseInTheSegmentOfTheHeader() {
        int port = deploy();
        for (int i = 0; i < 20; i++) {
            try (Peer peer = Peer.connect(port)) {
                assertThat(peer.send(HEADER + GAME).halfClose().lines()).containsExactly("7", "7");
            }
        }
    }

    @Test
    void repliesThatWaitForThePeerArriveAfterAHalfClose() {
        int count = 8_000; // less than the buffers take, so that the end arrives before all replies are sent
        try (Peer peer = Peer.connectWithSmallBuffer(deploy())) {
            CompletableFuture<Void> sent = peer.sendAsync(
                            HEADER + "PARAMS 7 7\nNUMBER\nREPORT Correct\n" + "NUMBER\n".repeat(count))
                    .thenRun(peer::halfClose);
            sent.join();
            assertThat(peer.lines()).hasSize(count + 1).containsOnly("7");
        }
    }

    @Test
    void anotherHeaderIsALine() {
        try (Peer peer = Peer.connect(deploy())) {
            peer.send(HEADER + ProxyHeaders.v1("198.51.100.8", 1)).assertClosedWithError("UNKNOWN_COMMAND");
        }
        Await.equal(List.of("198.51.100.7:4711"), this::addresses);
    }

    static List<Arguments> invalid() {
        return List.of(
                Arguments.of("GET / HTTP/1.1\r\n\r\n", "unknown identifier: GET"),
                Arguments.of("PARAMS 1 9\r\nNUMBER\r\n", "unknown identifier: PARAMS"),
                Arguments.of("PROXY TCP4 198.51.100.7\r\n", "(expected: 6 parts)"),
                Arguments.of("PROXY TCP4 198.51.100.7 192.0.2.9 65536 1\r\n", "invalid port: 65536"),
                Arguments.of("PROXY TCP4 localhost 192.0.2.9 4711 1\r\n", "invalid IPv4 address: localhost"),
                Arguments.of("PROXY TCP6 198.51.100.7 ::1 4711 1\r\n", "invalid IPv6 address: 198.51.100.7"),
                Arguments.of("PROXY UDP4 198.51.100.7 192.0.2.9 4711 1\r\n", "unsupported v1 proxied protocol: UDP4"),
                Arguments.of("PROXY TCP4 " + "1".repeat(200), "exceeds the allowed maximum (108)"),
                Arguments.of(ProxyHeaders.v2(0x11, 0x11, new byte[12]), "version 1 unsupported"),
                Arguments.of(ProxyHeaders.v2(0x22, 0x11, new byte[12]), "unknown command"),
                Arguments.of(ProxyHeaders.v2(0x21, 0x99, new byte[12]), "unknown"),
                Arguments.of(
                        ProxyHeaders.v2(0x21, 0x11, new byte[11]), "incomplete IPv4 address information: 11 bytes"),
                Arguments.of(
                        ProxyHeaders.v2(0x21, 0x21, new byte[35]), "incomplete IPv6 address information: 35 bytes"),
                Arguments.of(ProxyHeaders.v2(0x21, 0x31, new byte[9]), "incomplete UNIX socket address"),
                Arguments.of(ProxyHeaders.v2(0x21, 0x12, new byte[12]), "one for datagrams"),
                Arguments.of(ProxyHeaders.v2(0x21, 0x32, new byte[216]), "one for datagrams"));
    }

    @Test
    void invalidHeaderClosesTheConnectionWithALineInTheLog() {
        int port = deploy();
        for (Arguments each : invalid()) {
            String header = (String) each.get()[0];
            log.events().clear();
            long before = unopened();
            try (Peer peer = Peer.connect(port).send(header + GAME)) {
                assertThat(peer.rest()).as(header).matches("|reset");
                log.await(event -> event.getFormattedMessage().contains("closed: proxy_header"));
                assertThat(log.lines(Level.INFO))
                        .singleElement()
                        .asString()
                        .startsWith("INFO " + peer.address() + ": closed: proxy_header after ")
                        .contains(": the PROXY protocol's header ")
                        .contains((String) each.get()[1]);
            }
            assertThat(unopened()).as(header).isEqualTo(before + 1);
        }
        Await.equal(0, limiter()::open);
        assertThat(metrics().accepted()).isZero();
    }

    @Test
    void headerHasToBeCompleteWithinTheHandshakeTimeout() {
        int port = deploy("handshakeTimeout", 100);
        try (Peer silent = Peer.connect(port);
                Peer half = Peer.connect(port).send(HEADER.substring(0, 20));
                Peer without = Peer.connect(port).send("PARAMS 7 7\nNUMBER\n")) {
            silent.assertClosed();
            half.assertClosed();
            assertThat(without.rest()).matches("|reset");
        }
        String line = "closed: proxy_header after ";
        assertThat(log.await(line, 3))
                .allMatch(message -> message.endsWith(": no complete header of the PROXY protocol within 100 ms"));
        Await.equal(0, limiter()::open);
    }

    /** Vert.x would wait for as long again after each byte. */
    @Test
    void bytesDoNotExtendTheTimeOfAHeader() {
        try (Peer peer = Peer.connect(deploy("handshakeTimeout", 200))) {
            peer.send(ProxyHeaders.v2("198.51.100.7", 4711, new byte[60_000]).substring(0, 30));
            int sent = sendUntilClosed(peer);
            assertThat(sent).isLessThan(60_000);
        }
        log.await("no complete header", 1);
    }

    private static int sendUntilClosed(Peer peer) {
        int sent = 0;
        try {
            for (; sent < 60_000; sent++) {
                peer.send("\0");
                LockSupport.parkNanos(1_000_000); // so that a header is not complete before
            }
        } catch (UncheckedIOException closed) {
            return sent;
        }
        return sent;
    }

    @Test
    void closeByThePeerBeforeTheEndOfAHeaderReleasesTheConnection() {
        assumeTrue(transport != Transport.IO_URING, "see the next test");
        int port = deploy();
        Peer.connect(port).close();
        log.await("closed: peer after ", 1);
        assertThat(log.lines(Level.INFO)).noneMatch(line -> line.contains("closed: "));
        Peer.connect(port).send(HEADER.substring(0, 17)).halfClose().assertClosed();
        assertThat(log.await("closed: proxy_header after ", 1))
                .singleElement()
                .asString()
                .endsWith(": closed by the peer before the end of the PROXY protocol's header");
        closeAfterEachByteOfAHeader(port);
        Await.equal(0, limiter()::open);
        try (Peer peer = Peer.connect(port)) {
            peer.send(HEADER).playGame();
        }
    }

    private static void closeAfterEachByteOfAHeader(int port) {
        for (int length = 0; length <= HEADER.length(); length++) {
            Peer.connect(port).send(HEADER.substring(0, length)).reset();
            Peer.connect(port).send(HEADER.substring(0, length)).close();
        }
    }

    /** Netty 4.2.18 with io_uring does not report each of these closes, and the timeouts end what remains. */
    @Test
    void timeoutsReleaseConnectionsThatAreClosedByThePeer() {
        JsonObject config = new JsonObject().put("handshakeTimeout", 500).put("idleTimeout", 500);
        int port = deploy(config).port();
        closeAfterEachByteOfAHeader(port);
        try (Peer last = Peer.connect(port)) {
            last.send(HEADER).playGame(); // so that the others are accepted
        }
        Await.equal(0, limiter()::open);
    }

    @Test
    void connectionsAreLimitedForEachAddressInTheirHeaders() {
        int port = deploy("maxConnectionsPerAddress", 1);
        try (Peer first =
                Peer.connect(port).send(ProxyHeaders.v1("2001:db8::7", 1)).playGame()) {
            for (String same : List.of(ProxyHeaders.v1("2001:DB8:0::0:7", 2), ProxyHeaders.v2("2001:db8::7", 3))) {
                Peer.connect(port).send(same + "PARAMS 3 3\nNUMBER\n").assertClosedWithError("TOO_MANY_CONNECTIONS");
            }
            try (Peer other = Peer.connect(port).send(HEADER).playGame()) {
                Await.equal(2, limiter()::open);
                other.playGame();
            }
            first.send("\n").assertClosed();
        }
        Await.equal(0, limiter()::open);
        for (int i = 0; i < 20; i++) {
            try (Peer again = Peer.connect(port).send(ProxyHeaders.v1("2001:db8::7", 4))) {
                again.playGame().send("\n").assertClosed();
            }
            Await.equal(0, limiter()::open);
        }
    }

    @Test
    void connectionsWithoutAHeaderYetCountAsConnections() {
        int port = deploy("maxConnections", 2);
        try (Peer silent = Peer.connect(port);
                Peer half = Peer.connect(port).send("PROXY ")) {
            Await.equal(2, limiter()::open);
            Peer.connect(port).send(HEADER + GAME).assertClosedWithError("TOO_MANY_CONNECTIONS");
            Await.equal(List.of("198.51.100.7:4711"), this::addresses);
            silent.disconnect();
            Await.equal(1, limiter()::open);
            half.send("UNKNOWN\r\n").playGame();
            try (Peer peer = Peer.connect(port).send(HEADER)) {
                peer.playGame();
            }
        }
        Await.equal(0, limiter()::open);
    }

    @Test
    void peerThatIsNotATrustedProxyIsClosedAtOnce() {
        int port = deploy("trustedProxies", JsonArray.of("192.0.2.1", "::1"));
        try (Peer peer = Peer.connect(port)) {
            assertThat(peer.rest()).matches("|reset");
            assertThat(log.await("closed: ", 1))
                    .containsExactly(peer.address()
                            + ": closed: proxy_header after 0 ms, 0 games, 0 guesses: not one of trustedProxies");
        }
        assertThat(unopened()).isOne();
        assertThat(limiter().open()).isZero();
    }

    @Test
    void stopDoesNotWaitForHeadersForLong() {
        Driver.Server server = deploy(new JsonObject().put("handshakeTimeout", 200));
        try (Peer silent = Peer.connect(server.port());
                Peer idle = Peer.connect(server.port()).send(HEADER).playGame()) {
            Await.equal(2, limiter()::open);
            Await.result(vertx.undeploy(server.id()));
            idle.assertClosed();
            silent.assertClosed();
        }
        Await.equal(0, limiter()::open);
    }
}
