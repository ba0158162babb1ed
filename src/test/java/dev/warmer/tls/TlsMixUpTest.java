package dev.warmer.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.metrics.ServerMetrics;
import dev.warmer.testing.Await;
import dev.warmer.testing.Driver;
import dev.warmer.testing.EachDriver;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two sides with different TLS configurations: both report the cause, without a stack trace, and close. */
class TlsMixUpTest extends TlsTest {
    @EachDriver
    void plaintextOnATlsPortIsReported(Driver server) throws Exception {
        String failure = play(server.other(), serve(server), (JsonObject) null);
        assertThat(failure).containsAnyOf("does the server want TLS?", "is TLS on at one side only?");
        assertThat(log.await("TLS handshake failed", 1))
                .singleElement()
                .asString()
                .endsWith("the other side does not speak TLS");
        assertThat(log.hasException()).isFalse();
    }

    @EachDriver
    void tlsOnAPlaintextPortIsReported(Driver server) throws Exception {
        int port = serve(server, new JsonObject());
        assertThat(play(server.other(), port, clientTls()))
                .isEqualTo("cannot connect to localhost:" + port
                        + ": the TLS handshake failed: the other side does not speak TLS (is the server without TLS?)");
        assertThat(log.await("BAD_ENCODING", 1)).singleElement().asString().contains("TLS came where plaintext");
        assertThat(log.hasException()).isFalse();
    }

    @EachDriver
    void untrustedServerIsRejected(Driver server) throws Exception {
        Authority.write(folder.resolve("other.pem"), new Authority("Other CA").pem());
        int port = serve(server);
        assertThat(play(server.other(), port, new JsonObject().put("trust", file("other.pem"))))
                .startsWith("cannot connect to localhost:" + port
                        + ": the TLS handshake failed: the other side's certificate is not trusted: ")
                .endsWith(" (does it come from an authority in trust?)");
        assertThat(log.await("TLS handshake failed", 1).get(0))
                .containsAnyOf("the other side refuses: ", "the other side closed the connection"); // a reset overtakes
        assertThat(log.hasException()).isFalse();
    }

    @EachDriver
    void verifyHostRejectsAnotherHost(Driver server) throws Exception {
        authority.write(folder, "server", authority.issue("elsewhere.test"));
        int port = serve(server);
        assertThat(play(server.other(), port, clientTls()))
                .contains("the TLS handshake failed: the other side's certificate is for another host: ")
                .contains("localhost");
        log.await("TLS handshake failed", 1);
        assertThat(play(server.other(), port, clientTls().put("verifyHost", false)))
                .isEqualTo("played");
    }

    @ParameterizedTest
    @MethodSource(Driver.AVAILABLE)
    void handshakeTimeoutClosesConnection(Driver server) throws Exception {
        JsonObject config = server(serverTls()).put("handshakeTimeout", 100);
        int port = serve(server, config);
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(0x16); // the first byte of a handshake, and no more
            assertThat(readToEnd(socket)).doesNotContain("ERROR");
            assertThat(log.await("TLS handshake failed", 1).get(0))
                    .matches("127\\.0\\.0\\.1:" + socket.getLocalPort()
                            + ": closed: handshake after \\d+ ms, 0 games, 0 guesses: "
                            + "TLS handshake failed: the other side took too long");
        }
        Await.equal(0, ServerMetrics.of(vertx).limiter()::open);
    }

    private static String readToEnd(Socket socket) throws IOException {
        StringBuilder all = new StringBuilder();
        try {
            for (int b = socket.getInputStream().read();
                    b >= 0;
                    b = socket.getInputStream().read()) {
                all.append((char) b);
            }
        } catch (SocketException reset) {
            // Closed as well.
        }
        return all.toString();
    }

    @ParameterizedTest
    @MethodSource(Driver.AVAILABLE)
    void stalledHandshakeDelaysNoOtherConnection(Driver server) throws Exception {
        int port = serve(server);
        try (Socket silent = new Socket("localhost", port)) {
            Await.equal(1, ServerMetrics.of(vertx).limiter()::open);
            assertThat(play(Driver.THREADS, port, clientTls())).isEqualTo("played");
            assertThat(silent.getInputStream().available()).isZero();
        }
    }

    @EachDriver
    void connectTimeoutEndsAStalledHandshake(Driver client) throws Exception {
        try (ServerSocket silent = new ServerSocket(0)) {
            JsonObject config = new JsonObject()
                    .put("host", "localhost")
                    .put("port", silent.getLocalPort())
                    .put("connectTimeout", 300)
                    .put("tls", clientTls());
            assertThat(play(client, config)).contains(" within 300 ms: ").contains("is the server without TLS?");
        }
    }

    @EachDriver
    void closeInTheHandshakeIsRetried(Driver client) throws Exception {
        ServerSocket closing = new ServerSocket(0);
        CompletableFuture<Void> twice = CompletableFuture.runAsync(() -> acceptAndClose(closing, 2));
        JsonObject config = new JsonObject()
                .put("host", "localhost")
                .put("port", closing.getLocalPort())
                .put("connectTimeout", 3_000)
                .put("tls", clientTls());
        assertThat(play(client, config)).contains(" within 3000 ms: ");
        twice.join();
    }

    private static void acceptAndClose(ServerSocket server, int times) {
        try (server) {
            for (int i = 0; i < times; i++) {
                server.accept().close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource(Driver.AVAILABLE)
    void plaintextControlCharacterIsNotTls(Driver server) throws Exception {
        int port = serve(server, new JsonObject());
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write("\u0014\n".getBytes(US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), US_ASCII))
                    .isEqualTo("ERROR BAD_ENCODING \"\\x14\" has a control character\n");
        }
    }
}
