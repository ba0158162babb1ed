package dev.warmer.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.warmer.eventloop.ServerVerticle;
import dev.warmer.testing.Await;
import dev.warmer.testing.Driver;
import dev.warmer.testing.EachDriver;
import dev.warmer.testing.Peer;
import dev.warmer.testing.Ports;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.core.transport.Transport;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Games over TLS, of Warmer's clients and servers with each other and with the JDK's TLS. */
class TlsPlayTest extends TlsTest {
    /** A ClientHello with TLS 1.1 as its highest version, which the JDK does not send. */
    private static final String HELLO_OF_TLS_1_1 =
            "1603010031" + "0100002d" + "0302" + "00".repeat(32) + "00" + "0006c013c014002f" + "0100";

    @EachDriver
    void clientsPlayWithServers(Driver server) {
        int port = serve(server);
        assertThat(play(server.other(), port, clientTls())).isEqualTo("played");
        assertThat(log.messages("certificate CN=localhost, valid until")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"EVENT_LOOP, TLSv1.2", "EVENT_LOOP, TLSv1.3", "THREADS, TLSv1.2", "THREADS, TLSv1.3"})
    void jdkClientPlaysWithServers(Driver server, String protocol) throws Exception {
        try (TlsPeer peer = peer(serve(server), protocol)) {
            peer.send("PARAMS 7 7\nNUMBER\nREPORT Correct\nNUMBER\n\n");
            assertThat(peer.lines()).containsExactly("7", "7");
            assertThat(peer.protocol()).isEqualTo(protocol);
        }
    }

    @ParameterizedTest
    @CsvSource({"EVENT_LOOP, TLSv1.2", "EVENT_LOOP, TLSv1.3", "THREADS, TLSv1.2", "THREADS, TLSv1.3"})
    void clientsPlayWithJdkServer(Driver client, String protocol) throws Exception {
        try (SSLServerSocket server = (SSLServerSocket) TlsPeer.context(authority, authority.issue("localhost"))
                .getServerSocketFactory()
                .createServerSocket(0)) {
            server.setEnabledProtocols(new String[] {protocol});
            CompletableFuture<String> used = CompletableFuture.supplyAsync(() -> guessSeven(server));
            assertThat(play(client, server.getLocalPort(), clientTls())).isEqualTo("played");
            assertThat(used.join()).isEqualTo(protocol);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"vertx", "direct"})
    void jdkClientPlaysOverADomainSocket(String sockets) {
        assumeTrue(Transport.EPOLL.available());
        Path path = folder.resolve("warmer.sock");
        Vertx epoll = Vertx.builder().withTransport(Transport.EPOLL).build();
        JsonObject config = server(serverTls()).put("path", path.toString()).put("sockets", sockets);
        try {
            Await.result(epoll.deployVerticle(new ServerVerticle(), new DeploymentOptions().setConfig(config)));
            try (Peer peer = Peer.connect(path, TlsPeer.context(authority, null))) {
                assertThat(peer.playGame()
                                .send("PARAMS 7 7\nNUMBER\nREPORT Correct\nNUMBER\n")
                                .halfClose()
                                .lines())
                        .containsExactly("7", "7");
            }
            Peer.connect(path).send("PARAMS 7 7\n").halfClose().rest();
            log.await(path + ": closed: handshake after ", 1);
        } finally {
            Await.result(epoll.close());
        }
    }

    private static String guessSeven(SSLServerSocket server) {
        try (SSLSocket socket = (SSLSocket) server.accept()) {
            InputStream in = socket.getInputStream();
            StringBuilder received = new StringBuilder();
            for (int b = in.read(); b >= 0; b = in.read()) {
                received.append((char) b);
                if (received.toString().endsWith("NUMBER\n")) {
                    socket.getOutputStream().write("7\n".getBytes(US_ASCII));
                    received.setLength(0);
                }
            }
            return socket.getSession().getProtocol();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource(Driver.AVAILABLE)
    void tls11IsRefused(Driver server) throws Exception {
        try (Socket socket = new Socket("localhost", serve(server))) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(HexFormat.of().parseHex(HELLO_OF_TLS_1_1));
            byte[] answer = socket.getInputStream().readAllBytes();
            assertThat(HexFormat.of().formatHex(answer)).startsWith("15").contains("0246"); // fatal, protocol_version
        }
        assertThat(log.await("TLS handshake failed: ", 1))
                .singleElement()
                .asString()
                .contains("TLSv1.1");
    }

    @EachDriver
    void rsaKeyIsAccepted(Driver server) throws Exception {
        authority.write(folder, "server", authority.issueRsa("localhost"));
        assertThat(play(Driver.THREADS, serve(server), clientTls())).isEqualTo("played");
    }

    @EachDriver
    void instancesShareACertificate(Driver client) throws Exception {
        int port = Ports.free();
        DeploymentOptions options = new DeploymentOptions()
                .setInstances(3)
                .setConfig(server(serverTls()).put("port", port));
        Await.result(vertx.deployVerticle(ServerVerticle.class, options));
        for (int i = 0; i < 6; i++) {
            assertThat(play(client, port, clientTls())).isEqualTo("played");
        }
        assertThat(log.messages("TLS enabled: ")).hasSize(1);
    }
}
