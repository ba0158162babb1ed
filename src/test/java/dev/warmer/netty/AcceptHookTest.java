package dev.warmer.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.warmer.connection.Admission;
import dev.warmer.connection.ConnectionLimiter;
import dev.warmer.connection.Limits;
import dev.warmer.testing.Await;
import dev.warmer.testing.LogCaptor;
import dev.warmer.testing.Peer;
import dev.warmer.tls.Authority;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.transport.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AcceptHookTest {
    private static final int LIMIT = 100;
    private static final Limits LIMITS =
            new Limits(1024, LIMIT, 0, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);
    private static final Authority.Issued CERTIFICATE = new Authority("Test CA").issue("localhost");

    private final Admitting admitting = new Admitting();
    private final BlockingQueue<NetSocket> connected = new LinkedBlockingQueue<>();
    private final List<Socket> peers = new ArrayList<>();
    private Vertx vertx;
    /** A field, since Vert.x closes the connections of a client that is garbage-collected. */
    private NetClient clients;

    static Stream<Transport> transports() {
        return Stream.of(Transport.NIO, Transport.EPOLL, Transport.IO_URING);
    }

    /** Admits up to {@link #LIMIT} connections. */
    static final class Admitting implements AcceptHook.Listener {
        private final ConnectionLimiter limiter = new ConnectionLimiter();
        private final Map<Integer, Throwable> handshakes = new ConcurrentHashMap<>();
        private final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();

        @Override
        public Optional<Admission> accepted(SocketAddress remote) {
            Admission admission = limiter.admit(remote.hostAddress(), LIMITS);
            return admission.refusal().isPresent() ? Optional.empty() : Optional.of(admission);
        }

        @Override
        public boolean isTrusted(InetSocketAddress proxy) {
            throw new AssertionError("no PROXY protocol");
        }

        @Override
        public Duration headerTimeout() {
            throw new AssertionError("no PROXY protocol");
        }

        @Override
        public Optional<Admission> identified(Admission admission, SocketAddress peer) {
            throw new AssertionError("no PROXY protocol");
        }

        @Override
        public void headerFailed(SocketAddress proxy, String detail, boolean isEmpty, long acceptedAt) {
            throw new AssertionError("no PROXY protocol");
        }

        @Override
        public void handshakeFailed(SocketAddress peer, Throwable cause, long accepted) {
            handshakes.put(peer.port(), cause);
        }

        @Override
        public void acceptFailed(Throwable cause) {
            failures.add(cause);
        }
    }

    private void use(Transport transport) {
        assumeTrue(transport != null && transport.available());
        vertx = Vertx.builder().withTransport(transport).build();
    }

    /** {@return a server; those that share a port below 0 listen on one port that is free} */
    private NetServer listen(NetServerOptions options, int port, AcceptHook.Listener listener) {
        return Await.result(AcceptHook.createServer(vertx, options, listener, true)
                .connectHandler(connected::add)
                .listen(port, "localhost"));
    }

    private static NetServerOptions tls(long handshakeTimeoutMs) {
        return new NetServerOptions()
                .setSsl(true)
                .setSslHandshakeTimeout(handshakeTimeoutMs)
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setKeyCertOptions(new PemKeyCertOptions()
                        .setCertValue(Buffer.buffer(CERTIFICATE.certificatePem()))
                        .setKeyValue(Buffer.buffer(CERTIFICATE.keyPem())));
    }

    private Socket connect(NetServer server) throws IOException {
        Socket peer = new Socket(InetAddress.getLoopbackAddress(), server.actualPort());
        peer.setSoTimeout(60_000);
        peers.add(peer);
        return peer;
    }

    private void awaitOpen(int count) {
        Await.equal(count, admitting.limiter::open);
    }

    @AfterEach
    void close() throws IOException {
        for (Socket peer : peers) {
            peer.close();
        }
        if (vertx != null) {
            Await.result(vertx.close());
        }
    }

    /** Why servers listen on a path with epoll only: a peer that closes its side first would lose replies. */
    @Test
    void nettyIgnoresHalfClosureOfDomainSocketsOnNio(@TempDir Path folder) {
        use(Transport.NIO);
        assertThat(AcceptHook.supportsPaths(vertx)).isFalse();
        Path path = folder.resolve("nio.sock");
        CountDownLatch closed = new CountDownLatch(1);
        AtomicBoolean ended = new AtomicBoolean();
        Await.result(vertx.createNetServer()
                .connectHandler(socket -> {
                    TcpChannel.configure(TcpChannel.channel(socket), true, true);
                    new TcpChannel(socket).inputEndHandler(() -> ended.set(true));
                    socket.closeHandler(gone -> closed.countDown());
                })
                .listen(SocketAddress.domainSocketAddress(path.toString())));
        try (Peer peer = Peer.connect(path)) {
            peer.halfClose();
            Await.zero(closed);
            assertThat(ended).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void handshakesInProgressCount(Transport transport) throws Exception {
        use(transport);
        NetServer server = listen(tls(60_000), 0, admitting);
        for (int i = 0; i < LIMIT; i++) {
            connect(server);
        }
        awaitOpen(LIMIT);
        assertThat(connect(server).getInputStream().read())
                .as("beyond the limit")
                .isEqualTo(-1);
        peers.get(0).close();
        awaitOpen(LIMIT - 1);
        clients = vertx.createNetClient(
                new NetClientOptions().setSsl(true).setTrustAll(true).setHostnameVerificationAlgorithm(""));
        NetSocket client = Await.result(clients.connect(server.actualPort(), "localhost"));
        NetSocket accepted = Await.next(connected);
        assertThat(accepted.isSsl()).isTrue();
        awaitOpen(LIMIT);
        Await.result(client.close());
        Await.result(accepted.close()); // our side stays open otherwise
        for (Socket peer : peers) {
            peer.close();
        }
        awaitOpen(0);
        assertThat(admitting.failures).isEmpty();
        assertThat(admitting.handshakes).hasSize(LIMIT);
    }

    @ParameterizedTest
    @MethodSource("transports")
    void stalledHandshakeIsClosedAfterItsTimeout(Transport transport) throws Exception {
        use(transport);
        NetServer server = listen(tls(100), 0, admitting);
        Socket peer = connect(server);
        assertThat(peer.getInputStream().read()).isEqualTo(-1);
        awaitOpen(0);
        assertThat(connected).isEmpty();
        assertThat(admitting.handshakes.get(peer.getLocalPort())).isInstanceOf(SslHandshakeTimeoutException.class);
    }

    @ParameterizedTest
    @MethodSource("transports")
    void closeDuringTheHandshakeIsReportedWithTheAddressOfThePeer(Transport transport) throws Exception {
        use(transport);
        NetServer server = listen(tls(60_000), 0, admitting);
        Socket peer = connect(server);
        awaitOpen(1);
        peer.close();
        awaitOpen(0);
        assertThat(admitting.handshakes)
                .containsOnlyKeys(peer.getLocalPort())
                .hasValueSatisfying(new Condition<>(ClosedChannelException.class::isInstance, "closed"));
    }

    @ParameterizedTest
    @MethodSource("transports")
    void handshakeTimeoutCanBeChangedWhileListening(Transport transport) throws Exception {
        use(transport);
        NetServerOptions options = tls(3_600_000);
        NetServer server = listen(options, 0, admitting);
        options.setSslHandshakeTimeout(100);
        assertThat(connect(server).getInputStream().read()).isEqualTo(-1);
        awaitOpen(0);
    }

    @ParameterizedTest
    @MethodSource("transports")
    void serversThatShareAPortReportToTheFirst(Transport transport) throws Exception {
        use(transport);
        Admitting other = new Admitting();
        NetServer first = listen(new NetServerOptions(), -1, admitting);
        listen(new NetServerOptions(), -1, other);
        List<NetSocket> accepted = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            connect(first);
            accepted.add(Await.next(connected));
        }
        assertThat(admitting.limiter.open()).isEqualTo(4);
        accepted.forEach(NetSocket::close);
        for (Socket peer : peers) {
            peer.close();
        }
        awaitOpen(0);
        assertThat(other.limiter.open()).isZero();
    }

    @ParameterizedTest
    @MethodSource("transports")
    void failureToAcceptIsReportedAndNotLogged(Transport transport) throws Exception {
        use(transport);
        try (LogCaptor log = LogCaptor.of("io.netty.channel.DefaultChannelPipeline")) {
            NetServer server = listen(new NetServerOptions(), 0, admitting);
            connect(server);
            NetSocketInternal socket = (NetSocketInternal) Await.next(connected);
            socket.channelHandlerContext()
                    .channel()
                    .parent()
                    .pipeline()
                    .fireExceptionCaught(new IOException("accept(..) failed with error(-24): Too many open files"));
            assertThat(Await.next(admitting.failures)).hasMessageContaining("Too many open files");
            connect(server); // once Netty has paused
            Await.next(connected);
            assertThat(log.events()).isEmpty();
        }
    }
}
