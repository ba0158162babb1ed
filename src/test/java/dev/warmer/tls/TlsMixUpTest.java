package dev.warmer.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.testing.Await;
import dev.warmer.metrics.ServerMetrics;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Two sides that do not mean the same by TLS: both are told, nobody hangs, and nobody sees a stack trace. */
class TlsMixUpTest extends TlsTest {
    private static final String ALL = """
            EVENT_LOOP, EVENT_LOOP
            EVENT_LOOP, THREADS
            THREADS, EVENT_LOOP
            THREADS, THREADS
            """;

    @ParameterizedTest
    @CsvSource(textBlock = ALL)
    void plaintextAtATlsPort(Driver server, Driver client) throws Exception {
        String failure = client.play(vertx, serve(server), (JsonObject) null);
        assertThat(failure).containsAnyOf("does the server want TLS?", "is TLS on at one side only?");
        assertThat(log.await("TLS handshake failed", 1))
                .singleElement()
                .asString()
                .endsWith("the other side does not speak TLS");
        assertThat(log.hasStack()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(textBlock = ALL)
    void tlsAtAPlaintextPort(Driver server, Driver client) throws Exception {
        int port = server.serve(vertx, new JsonObject());
        assertThat(client.play(vertx, port, clientTls()))
                .isEqualTo("cannot connect to localhost:" + port
                        + ": the TLS handshake failed: the other side does not speak TLS (is the server without TLS?)");
        assertThat(log.await("BAD_ENCODING", 1)).singleElement().asString().contains("TLS came where plaintext");
        assertThat(log.hasStack()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(textBlock = ALL)
    void untrustedServerIsRejected(Driver server, Driver client) throws Exception {
        Authority.write(folder.resolve("other.pem"), new Authority("Other CA").pem());
        int port = serve(server);
        assertThat(client.play(vertx, port, new JsonObject().put("trust", file("other.pem"))))
                .startsWith("cannot connect to localhost:" + port
                        + ": the TLS handshake failed: the other side's certificate is not trusted: ")
                .endsWith(" (does it come from an authority in trust?)");
        assertThat(log.await("TLS handshake failed", 1).get(0))
                .containsAnyOf("the other side refuses: ", "the other side closed the connection"); // a reset overtakes
        assertThat(log.hasStack()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(textBlock = ALL)
    void verifyHostRejectsAnotherHost(Driver server, Driver client) throws Exception {
        authority.write(folder, "server", authority.issue("elsewhere.test"));
        int port = serve(server);
        assertThat(client.play(vertx, port, clientTls()))
                .contains("the TLS handshake failed: the other side's certificate is for another host: ")
                .contains("localhost");
        assertThat(log.await("TLS handshake failed", 1)).isNotEmpty();
        assertThat(client.play(vertx, port, clientTls().put("verifyHost", false)))
                .isEqualTo("played");
    }

    @ParameterizedTest
    @EnumSource
    void handshakeTimeoutClosesConnection(Driver server) throws Exception {
        JsonObject config = server(serverTls()).put("handshakeTimeout", 100);
        int port = server.serve(vertx, config);
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
            // An end like another.
        }
        return all.toString();
    }

    @ParameterizedTest
    @EnumSource
    void stalledHandshakeDelaysNoOtherPeer(Driver server) throws Exception {
        int port = serve(server);
        try (Socket silent = new Socket("localhost", port)) {
            assertThat(silent.isConnected()).isTrue();
            assertThat(Driver.THREADS.play(vertx, port, clientTls())).isEqualTo("played");
        }
    }

    @ParameterizedTest
    @EnumSource
    void clientEndsAStalledHandshake(Driver client) throws Exception {
        try (ServerSocket silent = new ServerSocket(0)) {
            JsonObject config = new JsonObject()
                    .put("host", "localhost")
                    .put("port", silent.getLocalPort())
                    .put("connectTimeout", 300)
                    .put("tls", clientTls());
            assertThat(client.play(vertx, config)).contains(" within 300 ms: ").contains("is the server without TLS?");
        }
    }

    @ParameterizedTest
    @EnumSource
    void closeInTheHandshakeIsRetried(Driver client) throws Exception {
        ServerSocket closing = new ServerSocket(0);
        CompletableFuture<Void> twice = CompletableFuture.runAsync(() -> acceptAndClose(closing, 2));
        JsonObject config = new JsonObject()
                .put("host", "localhost")
                .put("port", closing.getLocalPort())
                .put("connectTimeout", 3_000)
                .put("tls", clientTls());
        assertThat(client.play(vertx, config)).contains(" within 3000 ms: ");
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
    @EnumSource
    void plaintextControlCharacterIsNotTls(Driver server) throws Exception {
        int port = server.serve(vertx, new JsonObject());
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write("\u0014\n".getBytes(US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), US_ASCII))
                    .isEqualTo("ERROR BAD_ENCODING \"\\x14\" has a control character\n");
        }
    }
}
