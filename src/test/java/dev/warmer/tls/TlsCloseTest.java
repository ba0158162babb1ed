package dev.warmer.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.connection.ConnectionLimiter;
import dev.warmer.connection.ConnectionLimiter.Limit;
import dev.warmer.metrics.ServerMetrics;
import dev.warmer.testing.Await;
import dev.warmer.testing.Resources;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The end of a stream in TLS: {@code close_notify}, from either side. */
class TlsCloseTest extends TlsTest {
    private static final int MANY = 100_000;
    private static final String ALL = """
            EVENT_LOOP, TLSv1.2
            EVENT_LOOP, TLSv1.3
            DIRECT_SOCKETS, TLSv1.3
            THREADS, TLSv1.2
            THREADS, TLSv1.3
            """;

    @ParameterizedTest
    @CsvSource(textBlock = ALL)
    void errorLineArrivesThoughInputIsUnread(Driver server, String protocol) throws Exception {
        try (TlsPeer peer = peer(serve(server), protocol)) {
            peer.send("PARAMS 77 77\nNUMBER\nHELLO\n" + "x".repeat(500_000));
            assertThat(peer.line()).isEqualTo("77");
            assertThat(peer.line()).startsWith("ERROR UNKNOWN_COMMAND ");
            assertThat(peer.isCloseNotified()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = ALL)
    void emptyLineClosesConnection(Driver server, String protocol) throws Exception {
        try (TlsPeer peer = peer(serve(server), protocol)) {
            peer.send("PARAMS 77 77\nNUMBER\n\n");
            assertThat(peer.lines()).containsExactly("77");
            assertThat(peer.isCloseNotified()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"EVENT_LOOP, TLSv1.3", "DIRECT_SOCKETS, TLSv1.3", "THREADS, TLSv1.2", "THREADS, TLSv1.3"})
    void repliesArriveAfterTheClientHasClosedItsSide(Driver server, String protocol) throws Exception {
        try (TlsPeer peer = peer(serve(server), protocol)) {
            peer.send("PARAMS 77 77\nNUMBER\nREPORT Correct\nNUMBER\nan unfinished line")
                    .halfClose();
            assertThat(peer.lines()).containsExactly("77", "77");
            assertThat(peer.isCloseNotified()).isTrue();
        }
    }

    /** RFC 5246 has whoever gets a close_notify drop what it has not sent yet, and the JDK's engine does. */
    @Test
    void halfCloseInTls12MayLoseRepliesOnEventLoopsButCloses() throws Exception {
        try (TlsPeer peer = peer(serve(Driver.EVENT_LOOP), "TLSv1.2")) {
            peer.send("PARAMS 77 77\nNUMBER\n").halfClose();
            assertThat(peer.lines()).isSubsetOf("77");
        }
    }

    @ParameterizedTest
    @CsvSource({"EVENT_LOOP, TLSv1.3", "DIRECT_SOCKETS, TLSv1.3", "THREADS, TLSv1.2", "THREADS, TLSv1.3"})
    void manyRepliesWaitForASlowReader(Driver server, String protocol) throws Exception {
        try (TlsPeer peer = peer(serve(server), protocol)) {
            CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> askForMany(peer));
            List<String> replies = new ArrayList<>();
            for (String reply = peer.line(); reply != null; reply = peer.line()) {
                replies.add(reply);
            }
            sent.join();
            assertThat(replies)
                    .hasSize(MANY)
                    .isEqualTo(
                            IntStream.range(0, MANY).mapToObj(Integer::toString).toList());
        }
    }

    /** Each game has a single number in it, so the replies tell their order. */
    private static void askForMany(TlsPeer peer) {
        try {
            StringBuilder games = new StringBuilder();
            for (int i = 0; i < MANY; i++) {
                games.append("PARAMS ").append(i).append(' ').append(i).append("\nNUMBER\n");
            }
            peer.send(games.toString()).halfClose();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @EnumSource
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
        Driver.await(stopped);
    }

    @ParameterizedTest
    @EnumSource
    void idleTimeoutSendsAnErrorLine(Driver server) throws Exception {
        int port = server.serve(vertx, server(serverTls()).put("idleTimeout", 1_000));
        try (TlsPeer peer = peer(port, "TLSv1.3")) {
            assertThat(peer.line()).startsWith("ERROR IDLE_TIMEOUT ");
            assertThat(peer.isCloseNotified()).isTrue();
        }
    }

    /** A handshake in progress counts as a connection; a connection over the limit is closed without one. */
    @ParameterizedTest
    @EnumSource
    void connectionOverTheLimitIsClosedBeforeItsHandshake(Driver server) throws Exception {
        int port = server.serve(vertx, server(serverTls()).put("maxConnections", 2));
        ConnectionLimiter limiter = ServerMetrics.of(vertx).limiter();
        try (TlsPeer served = peer(port, "TLSv1.3");
                Socket stalled = new Socket("localhost", port)) {
            Await.equal(2, limiter::open);
            for (int i = 0; i < 5; i++) {
                assertClosed(port);
            }
            assertThat(limiter.refused(Limit.MAX_CONNECTIONS)).isEqualTo(5);
            assertThat(Resources.threads("connection")).isEqualTo(server == Driver.THREADS ? 2 : 0);
            assertThat(served.send("PARAMS 77 77\nNUMBER\n").line()).isEqualTo("77");
            assertThat(stalled.isConnected()).isTrue();
        }
        Await.equal(0, limiter::open);
        peer(port, "TLSv1.3").close();
    }

    private static void assertClosed(int port) throws IOException {
        try (Socket silent = new Socket("localhost", port)) {
            silent.setSoTimeout(60_000);
            assertThat(silent.getInputStream().read()).isEqualTo(-1);
        } catch (SocketException reset) {
            // Closed as well.
        }
    }

    @ParameterizedTest
    @EnumSource
    void writeTimeoutClosesConnection(Driver server) throws Exception {
        int port = server.serve(vertx, server(serverTls()).put("writeTimeout", 200));
        try (TlsPeer peer = peer(port, "TLSv1.3")) {
            StringBuilder numbers = new StringBuilder("PARAMS 0 9223372036854775807\n");
            numbers.append("NUMBER\n".repeat(1_000_000));
            CompletableFuture<Boolean> dropped =
                    CompletableFuture.supplyAsync(() -> isDropped(peer, numbers.toString()));
            assertThat(dropped.join()).isTrue();
        }
    }

    private static boolean isDropped(TlsPeer peer, String text) {
        try {
            for (int i = 0; i < 1_000; i++) {
                peer.send(text);
            }
            return false;
        } catch (IOException reset) {
            return true;
        }
    }
}
