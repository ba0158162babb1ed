package dev.warmer.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.warmer.connection.ConnectionLimiter;
import dev.warmer.connection.ConnectionLimiter.Limit;
import dev.warmer.metrics.ServerMetrics;
import dev.warmer.testing.Await;
import dev.warmer.testing.Driver;
import dev.warmer.testing.LogCaptor;
import dev.warmer.testing.Resources;
import io.vertx.core.Future;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How TLS connections end: {@code close_notify}, from either side. */
class TlsCloseTest extends TlsTest {
    private static final int MANY = 100_000;

    static Stream<Arguments> all() {
        return Driver.available()
                .flatMap(driver -> Stream.of(arguments(driver, "TLSv1.2"), arguments(driver, "TLSv1.3")));
    }

    /** {@return those that read what the peer sent before its close_notify without a loss of replies} */
    static Stream<Arguments> halfClosing() {
        return all().filter(pair -> pair.get()[0] == Driver.THREADS || pair.get()[1].equals("TLSv1.3"));
    }

    @ParameterizedTest
    @MethodSource("all")
    void errorLineArrivesThoughInputIsUnread(Driver server, String protocol) throws Exception {
        try (TlsPeer peer = peer(serve(server), protocol)) {
            peer.send("PARAMS 77 77\nNUMBER\nHELLO\n" + "x".repeat(500_000));
            assertThat(peer.line()).isEqualTo("77");
            assertThat(peer.line()).startsWith("ERROR UNKNOWN_COMMAND ");
            assertThat(peer.isCloseNotified()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void emptyLineClosesConnection(Driver server, String protocol) throws Exception {
        try (TlsPeer peer = peer(serve(server), protocol)) {
            peer.send("PARAMS 77 77\nNUMBER\n\n");
            assertThat(peer.lines()).containsExactly("77");
            assertThat(peer.isCloseNotified()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("halfClosing")
    void halfCloseStillGetsAllReplies(Driver server, String protocol) throws Exception {
        try (TlsPeer peer = peer(serve(server), protocol)) {
            peer.send("PARAMS 77 77\nNUMBER\nREPORT Correct\nNUMBER\nunterminated")
                    .halfClose();
            assertThat(peer.lines()).containsExactly("77", "77");
            assertThat(peer.isCloseNotified()).isTrue();
        }
    }

    /** RFC 5246 requires the receiver of a close_notify to discard pending writes, and the JDK's engine does. */
    @Test
    void halfCloseInTls12MayLoseRepliesOnEventLoopsButCloses() throws Exception {
        try (TlsPeer peer = peer(serve(Driver.EVENT_LOOP), "TLSv1.2")) {
            peer.send("PARAMS 77 77\nNUMBER\n").halfClose();
            assertThat(peer.lines()).isSubsetOf("77");
        }
    }

    @ParameterizedTest
    @MethodSource("halfClosing")
    void pipelinedCommandsAreAnsweredInOrder(Driver server, String protocol) throws Exception {
        try (TlsPeer peer = peer(serve(server), protocol)) {
            StringBuilder games = new StringBuilder(); // of one number each, so that the replies show their order
            IntStream.range(0, MANY).forEach(i -> games.append("PARAMS " + i + " " + i + "\nNUMBER\n"));
            CompletableFuture<Void> sent = peer.sendAsync(games.toString()).thenRun(peer::halfClose);
            assertThat(peer.lines())
                    .isEqualTo(
                            IntStream.range(0, MANY).mapToObj(Integer::toString).toList());
            sent.join();
        }
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "this Java has no virtual threads")
    void recordsBeforeTheConnectHandlerAreReadBeforeTheEnd() throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch idle = new CountDownLatch(1);
        int port = Driver.AWAIT
                .deploy(vertx, server(serverTls()).put("transcript", true), line -> {
                    busy.countDown();
                    Await.zero(idle);
                })
                .port();
        try (TlsPeer first = peer(port, "TLSv1.3")) {
            first.send("PARAMS 3 3\nNUMBER\nREPORT Correct\n");
            Await.zero(busy);
            TlsPeer peer = peer(port, "TLSv1.3");
            List<String> numbers =
                    IntStream.range(0, 100).mapToObj(Integer::toString).toList();
            numbers.forEach(number -> peer.send("PARAMS " + number + " " + number + "\nNUMBER\n"));
            peer.halfClose();
            peer(port, "TLSv1.3").close(); // so the event loop has read the records
            idle.countDown();
            assertThat(peer.lines()).isEqualTo(numbers);
        } finally {
            idle.countDown();
        }
    }

    @ParameterizedTest
    @MethodSource(Driver.AVAILABLE)
    void stopSendsCloseNotify(Driver server) throws Exception {
        int port = serve(server);
        Future<Void> stopped;
        try (TlsPeer idle = peer(port, "TLSv1.3");
                TlsPeer playing = peer(port, "TLSv1.3")) {
            assertThat(idle.send("PARAMS 77 77\nNUMBER\nPARAMS 0 -1\n").line()).isEqualTo("77");
            assertThat(playing.send("PARAMS 77 77\nNUMBER\n").line()).isEqualTo("77");
            stopped = vertx.undeploy(vertx.deploymentIDs().iterator().next());
            assertThat(playing.line()).startsWith("ERROR SHUTTING_DOWN ");
            assertThat(playing.isCloseNotified()).isTrue();
            assertThat(idle.isCloseNotified()).isTrue();
        }
        Await.result(stopped);
    }

    @ParameterizedTest
    @MethodSource(Driver.AVAILABLE)
    void idleTimeoutSendsAnErrorLine(Driver server) throws Exception {
        int port = serve(server, server(serverTls()).put("idleTimeout", 1_000));
        try (TlsPeer peer = peer(port, "TLSv1.3")) {
            assertThat(peer.line()).startsWith("ERROR IDLE_TIMEOUT ");
            assertThat(peer.isCloseNotified()).isTrue();
        }
    }

    /** A handshake in progress counts as a connection; a connection over the limit is closed without one. */
    @ParameterizedTest
    @MethodSource(Driver.AVAILABLE)
    void connectionOverTheLimitIsClosedBeforeItsHandshake(Driver server) throws Exception {
        int port = serve(server, server(serverTls()).put("maxConnections", 2));
        ConnectionLimiter limiter = ServerMetrics.of(vertx).limiter();
        try (LogCaptor log = LogCaptor.of("dev.warmer.connection");
                TlsPeer served = peer(port, "TLSv1.3");
                Socket stalled = new Socket("localhost", port)) {
            Await.equal(2, limiter::open);
            for (int i = 0; i < 5; i++) {
                assertClosed(port);
            }
            assertThat(limiter.refused(Limit.MAX_CONNECTIONS)).isEqualTo(5);
            log.await(": closed: refused after ", 5);
            assertThat(log.messages())
                    .filteredOn(line -> line.contains(" refused "))
                    .allMatch(line ->
                            line.matches("127\\.0\\.0\\.1:\\d+: closed: refused after \\d+ ms, 0 games, 0 guesses: "
                                    + "TOO_MANY_CONNECTIONS connection limit reached \\(2\\); retry later"));
            assertThat(Resources.threads("connection")).isEqualTo(server == Driver.THREADS ? 2 : 0);
            assertThat(served.send("PARAMS 77 77\nNUMBER\n").line()).isEqualTo("77");
            assertThat(stalled.getInputStream().available()).isZero();
        }
        Await.equal(0, limiter::open);
        peer(port, "TLSv1.3").close();
    }

    private static void assertClosed(int port) throws IOException {
        try (Socket silent = new Socket("localhost", port)) {
            silent.setSoTimeout(20_000);
            assertThat(silent.getInputStream().read()).isEqualTo(-1);
        } catch (SocketException reset) {
            // Closed as well.
        }
    }

    @ParameterizedTest
    @MethodSource(Driver.AVAILABLE)
    void writeTimeoutClosesConnection(Driver server) throws Exception {
        int port = serve(server, server(serverTls()).put("writeTimeout", 200));
        try (TlsPeer peer = peer(port, "TLSv1.3")) {
            String requests = "PARAMS 0 9223372036854775807\n" + "NUMBER\n".repeat(1_000_000);
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 1_000; i++) {
                            peer.send(requests);
                        }
                    })
                    .hasCauseInstanceOf(IOException.class);
        }
    }
}
