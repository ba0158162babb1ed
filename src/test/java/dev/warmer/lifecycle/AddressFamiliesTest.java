package dev.warmer.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.warmer.testing.Await;
import dev.warmer.testing.Driver;
import dev.warmer.testing.LogCaptor;
import dev.warmer.testing.Peer;
import dev.warmer.web.WebVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.core.transport.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which addresses a server listens on, by its {@code host}. */
class AddressFamiliesTest {
    private static final String V4 = "127.0.0.1";
    private static final String V6 = "::1";

    private Vertx vertx;

    @BeforeEach
    void assumeIPv6() {
        assumeTrue(hasIPv6(), "this machine has no IPv6");
    }

    private static boolean hasIPv6() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getAllByName(V6)[0])) {
            return socket.isBound();
        } catch (IOException none) {
            return false;
        }
    }

    @AfterEach
    void close() {
        if (vertx != null) {
            Await.result(vertx.close());
        }
    }

    static Stream<Arguments> drivers() {
        return Stream.concat(
                Driver.available().map(driver -> Arguments.of(driver, Transport.NIO)),
                Stream.of(Transport.EPOLL, Transport.IO_URING)
                        .filter(transport -> transport != null && transport.available())
                        .flatMap(transport -> Stream.of(Driver.EVENT_LOOP, Driver.DIRECT_SOCKETS)
                                .map(driver -> Arguments.of(driver, transport))));
    }

    private int deploy(Driver driver, Transport transport, String host) {
        if (vertx == null) {
            vertx = Vertx.builder().withTransport(transport).build();
        }
        return driver.deploy(vertx, new JsonObject().put("host", host)).port();
    }

    /** Java does not distinguish the two. */
    @ParameterizedTest
    @MethodSource("drivers")
    void wildcardOfEitherFamilyIsDualStack(Driver driver, Transport transport) {
        for (String wildcard : List.of("::", "0.0.0.0")) {
            int port = deploy(driver, transport, wildcard);
            assertThat(Peer.isServed(V6, port)).isTrue();
            assertThat(Peer.isServed(V4, port)).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("drivers")
    void peerOfIPv4HasItsAddressOnADualStackListener(Driver driver, Transport transport) {
        int port = deploy(driver, transport, "::");
        try (LogCaptor log = LogCaptor.of("dev.warmer")) {
            Peer peer = Peer.connectTo(V4, port);
            String address = peer.address();
            peer.send("GUESS\n").assertClosedWithError("UNKNOWN_COMMAND");
            log.await(address + ": closed: violation after ", 1);
        }
    }

    @ParameterizedTest
    @MethodSource("drivers")
    void addressIsOfOneFamily(Driver driver, Transport transport) {
        try (LogCaptor log = LogCaptor.of("dev.warmer")) {
            int v6 = deploy(driver, transport, V6);
            assertThat(Peer.isServed(V6, v6)).isTrue();
            assertThat(Peer.isServed(V4, v6)).isFalse();
            assertThat(log.messages("listening on [::1]:" + v6)).hasSize(1);
        }
        int v4 = deploy(driver, transport, V4);
        assertThat(Peer.isServed(V4, v4)).isTrue();
        assertThat(Peer.isServed(V6, v4)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("drivers")
    void nameIsOneOfItsAddresses(Driver driver, Transport transport) throws IOException {
        int port = deploy(driver, transport, "localhost");
        assertThat(InetAddress.getAllByName("localhost"))
                .anySatisfy(address -> assertThat(Peer.isServed(address.getHostAddress(), port))
                        .isTrue());
    }

    @ParameterizedTest
    @MethodSource("transports")
    void serverForBrowsersListensOnTheSameAddresses(Transport transport) throws IOException {
        vertx = Vertx.builder().withTransport(transport).build();
        WebVerticle verticle = new WebVerticle();
        JsonObject config = new JsonObject().put("port", 0).put("host", "::");
        Await.result(vertx.deployVerticle(verticle, new DeploymentOptions().setConfig(config)));
        for (String address : new String[] {V4, V6}) {
            try (Socket socket = new Socket(address, verticle.port())) {
                assertThat(socket.isConnected()).isTrue();
            }
        }
    }

    static Stream<Transport> transports() {
        return Stream.of(Transport.NIO, Transport.EPOLL).filter(transport -> transport.available());
    }
}
