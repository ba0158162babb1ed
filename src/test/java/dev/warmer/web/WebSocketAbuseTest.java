package dev.warmer.web;

import static dev.warmer.web.WebPeer.BINARY;
import static dev.warmer.web.WebPeer.CONTINUATION;
import static dev.warmer.web.WebPeer.PING;
import static dev.warmer.web.WebPeer.TEXT;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.connection.CloseReason;
import dev.warmer.contract.BadInput;
import dev.warmer.metrics.Driver;
import dev.warmer.metrics.DriverMetrics;
import dev.warmer.metrics.ServerMetrics;
import dev.warmer.testing.Await;
import dev.warmer.testing.Peer;
import io.vertx.core.json.JsonObject;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** What peers do over WebSocket that no page does. Each time, another player is served afterwards. */
class WebSocketAbuseTest extends WebFixture {
    private static final int FRAME_BYTES = 4_000;
    private static final String GET = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final long MAX_READ_BYTES = 300_000;

    private DriverMetrics metrics() {
        return ServerMetrics.of(vertx).of(Driver.WEB);
    }

    private void awaitClosed(CloseReason reason) {
        Await.until("closed: " + reason, () -> metrics().closed().get(reason) > 0);
    }

    @Test
    void badLinesGetTheErrorsOfTcp() {
        int port = serve(new JsonObject());
        SoftAssertions softly = new SoftAssertions();
        BadInput.all().stream()
                .filter(input -> !input.text().startsWith("\u0016\u0003")) // which is TLS on TCP
                .forEach(input -> {
                    try (WebPeer peer = WebPeer.connect(port)) {
                        lines(input.text()).forEach(line -> sendInFrames(peer, line.getBytes(ISO_8859_1)));
                        softly.assertThat(String.join("\n", peer.messages()))
                                .as(input.source())
                                .matches("(-?\\d{1,19}\n)*ERROR " + input.code() + " [ -~]{1,1000}");
                    }
                });
        softly.assertAll();
    }

    private static void sendInFrames(WebPeer peer, byte[] line) {
        for (int from = 0; from == 0 || from < line.length; from += FRAME_BYTES) {
            int to = Math.min(line.length, from + FRAME_BYTES);
            peer.frame(from == 0 ? BINARY : CONTINUATION, to == line.length, Arrays.copyOfRange(line, from, to));
        }
    }

    private static Stream<String> lines(String text) {
        return Arrays.stream(text.split("\n", -1))
                .limit(text.endsWith("\n") ? text.chars().filter(c -> c == '\n').count() : 1_000);
    }

    @Test
    void messageWithSeveralLinesIsNotALine() {
        try (WebPeer peer = WebPeer.connect(serve(new JsonObject()))) {
            assertThat(peer.send("PARAMS 1 5\nNUMBER").messages())
                    .singleElement()
                    .asString()
                    .startsWith("ERROR BAD_");
        }
    }

    @Test
    void messageMayHaveAnyNumberOfFrames() {
        try (WebPeer peer = WebPeer.connect(serve(new JsonObject()))) {
            byte[] line = "PARAMS 7 7".getBytes(US_ASCII);
            peer.frame(TEXT, false, Arrays.copyOf(line, 3));
            for (int i = 3; i < line.length; i++) {
                peer.frame(PING, true, new byte[0]);
                peer.frame(CONTINUATION, i == line.length - 1, new byte[] {line[i]});
            }
            assertThat(peer.send("NUMBER").message()).isEqualTo("7");
        }
    }

    @Test
    void endlessMessageIsTooLong() {
        try (WebPeer peer = WebPeer.connect(serve(new JsonObject().put("maxLineLength", 64)))) {
            peer.frame(TEXT, false, new byte[60]);
            peer.frame(CONTINUATION, false, new byte[5]);
            peer.frame(CONTINUATION, false, new byte[1]);
            assertThat(peer.messages()).singleElement().asString().startsWith("ERROR LINE_TOO_LONG ");
        }
    }

    @Test
    void frameAboveAllLimitsClosesTheConnection() {
        try (WebPeer peer = WebPeer.connect(serve(new JsonObject()))) {
            peer.frame(TEXT, true, new byte[1 << 18]);
            assertThat(peer.messages()).isEmpty();
        } catch (UncheckedIOException reset) {
            // since the rest of the frame is not read
        }
        awaitClosed(CloseReason.VIOLATION);
    }

    @Test
    void invalidFramesCloseTheConnection() {
        int port = serve(new JsonObject());
        for (WebPeer peer : List.of(
                WebPeer.connect(port).frame(3, true, new byte[2]),
                WebPeer.connect(port).frame(CONTINUATION, true, new byte[2]))) {
            assertThat(peer.messages()).isEmpty();
            peer.close();
        }
        try (WebPeer other = WebPeer.connect(port)) {
            other.playGame();
        }
        Await.equal(2L, () -> metrics().closed().get(CloseReason.VIOLATION));
    }

    @Test
    void slowReaderIsReadNoFurtherAndReset() {
        int port = serve(new JsonObject().put("writeTimeout", 1_000));
        try (WebPeer peer = WebPeer.connect(port);
                WebPeer other = WebPeer.connect(port)) {
            peer.send("PARAMS 0 9223372036854775807");
            sendUntilClosed(peer, TEXT, "NUMBER".getBytes(US_ASCII));
            awaitClosed(CloseReason.WRITE_TIMEOUT);
            assertThat(ServerMetrics.of(vertx)
                            .closedLast()
                            .get(0)
                            .info(System.nanoTime())
                            .bytesReceived())
                    .as("what was read before the replies filled the buffers")
                    .isLessThan(MAX_READ_BYTES);
            other.playGame();
        }
        assertThat(ServerMetrics.of(vertx).limiter().unsentBytes()).isZero();
    }

    @Test
    void peerThatSendsPingsAndReadsNoReplyIsReset() {
        int port = serve(new JsonObject().put("writeTimeout", 300).put("idleTimeout", 600_000));
        try (WebPeer peer = WebPeer.connect(port);
                WebPeer other = WebPeer.connect(port)) {
            sendUntilClosed(peer, PING, new byte[125]);
            awaitClosed(CloseReason.WRITE_TIMEOUT);
            other.playGame();
        }
    }

    @Test
    void connectionsThatFollowEachOtherDoNotCountTogether() {
        int port = serve(new JsonObject().put("maxConnections", 2));
        for (int i = 0; i < 10; i++) {
            try (WebPeer peer = WebPeer.connect(port)) {
                peer.playGame().closeSocket();
                assertThat(peer.messages()).isEmpty();
            }
        }
        Await.equal(0, ServerMetrics.of(vertx).limiter()::open);
    }

    @Test
    void connectionsOfAnAddressThatLoadPagesAreLimited() {
        int port = serve(new JsonObject().put("maxConnectionsPerAddress", 1));
        List<Peer> pages = new ArrayList<>();
        for (int i = 0; i < 1 + 6; i++) {
            pages.add(Peer.connect(port).send(GET));
            assertThat(pages.get(i).line()).isEqualTo("HTTP/1.1 200 OK\r");
        }
        assertThat(isClosedAtOnce(port)).isTrue();
        try (Peer other = Peer.connectFrom("127.0.0.2", port)) {
            assertThat(other.send(GET).line()).isEqualTo("HTTP/1.1 200 OK\r");
        }
        pages.forEach(Peer::close);
        Await.until("a player is served", () -> isServed(port));
    }

    private static boolean isClosedAtOnce(int port) {
        try (Peer refused = Peer.connect(port)) {
            return List.of("", "reset").contains(refused.rest());
        } catch (UncheckedIOException reset) {
            return true; // before connect has returned
        }
    }

    private static boolean isServed(int port) {
        try (WebPeer peer = WebPeer.connect(port)) {
            return peer.playGame().status().contains(" 101 ");
        } catch (UncheckedIOException limitReached) {
            return false;
        }
    }

    @Test
    void upgradeWithABodyIsRejected() {
        int port = serve(new JsonObject());
        try (WebPeer peer = WebPeer.connect(port, "/play", "Content-Length: 9000")) {
            assertThat(peer.status()).contains(" 400 ");
        }
        try (WebPeer peer = WebPeer.connect(port, "/play", "Transfer-Encoding: chunked")) {
            assertThat(peer.status()).contains(" 400 ");
        }
        Await.equal(0, ServerMetrics.of(vertx).limiter()::open);
        try (WebPeer peer = WebPeer.connect(port, "/play", "Content-Length: 0")) {
            peer.playGame();
        }
    }

    private static void sendUntilClosed(WebPeer peer, int opcode, byte[] payload) {
        try {
            while (true) {
                peer.frame(opcode, true, payload);
            }
        } catch (UncheckedIOException closed) {
            // by the server
        }
    }

    @Test
    void pingsDoNotKeepAConnectionOpen() {
        try (WebPeer peer = WebPeer.connect(serve(new JsonObject().put("idleTimeout", 200)))) {
            Thread pings = new Thread(() -> sendUntilClosed(peer, PING, new byte[1]), "pings");
            pings.start();
            assertThat(peer.messages()).singleElement().asString().startsWith("ERROR IDLE_TIMEOUT ");
        }
    }

    @Test
    void peerThatVanishesIsCounted() {
        int port = serve(new JsonObject());
        WebPeer.connect(port).send("PARAMS 1 5").close();
        awaitClosed(CloseReason.RESET);
        try (WebPeer peer = WebPeer.connect(port)) {
            peer.closeSocket();
            assertThat(peer.messages()).isEmpty();
            assertThat(peer.closeCode()).isEqualTo(1000);
        }
        awaitClosed(CloseReason.PEER);
        Await.equal(0L, () -> metrics().open());
    }
}
