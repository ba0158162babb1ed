package dev.warmer.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ch.qos.logback.classic.Level;
import dev.warmer.testing.Await;
import dev.warmer.testing.LogCaptor;
import dev.warmer.testing.Peer;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.transport.Transport;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DirectSocketTest {
    private static final int SEND_BUFFER_BYTES = 8192;

    private final CountDownLatch closed = new CountDownLatch(1);
    private Vertx vertx;

    static Stream<Transport> transports() {
        return Stream.of(Transport.NIO, Transport.EPOLL, Transport.IO_URING);
    }

    /** Answers each read, and fails after the answer to one that begins with F. */
    private final class Answering implements DirectSocket.Handler {
        private final DirectSocket socket;
        private final String answer;

        Answering(NetSocket accepted, String answer) {
            this.answer = answer;
            socket = DirectSocket.install(accepted, new EventLoopBuffers(), this);
        }

        @Override
        public void read(byte[] bytes, int length) {
            write(answer);
            if (bytes[0] == 'F') {
                throw new IllegalStateException("simulated");
            }
        }

        @Override
        public void writable() {}

        @Override
        public void inputEnded() {
            socket.close();
        }

        @Override
        public void failed(Throwable cause) {
            write(cause.getMessage() + "\n");
        }

        @Override
        public void closed() {
            closed.countDown();
        }

        void write(String text) {
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            socket.write(bytes, bytes.length);
        }
    }

    private Peer connect(Transport transport, Consumer<NetSocket> connected) {
        assumeTrue(transport != null && transport.available(), "the transport is available");
        vertx = Vertx.builder().withTransport(transport).build();
        NetServerOptions options = new NetServerOptions().setSendBufferSize(SEND_BUFFER_BYTES);
        int port = Await.result(AcceptHook.createServer(vertx, options, new AcceptHookTest.Admitting(), true)
                        .connectHandler(connected::accept)
                        .listen(0, "127.0.0.1"))
                .actualPort();
        return Peer.connectWithSmallBuffer(port);
    }

    @AfterEach
    void close() {
        if (vertx != null) {
            Await.result(vertx.close());
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void unsentBytesAreSentLaterAndInOrder(Transport transport) {
        String answer = IntStream.range(0, 100_000).mapToObj(i -> i + "\n").collect(Collectors.joining());
        try (Peer peer = connect(transport, accepted -> new Answering(accepted, answer))) {
            peer.send("1").send("2").halfClose();
            String all = String.join("\n", peer.lines()) + "\n";
            assertThat(all.replace(answer, "")).as("anything but answers").isEmpty();
            assertThat(all.length()).isIn(answer.length(), 2 * answer.length());
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void whatWasWrittenBeforeAFailureIsSent(Transport transport) {
        try (Peer peer = connect(transport, accepted -> new Answering(accepted, "due\n"))) {
            assertThat(peer.send("F").lines()).containsExactly("due", "simulated");
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void writeAfterAResetIsNotLogged(Transport transport) {
        CountDownLatch connected = new CountDownLatch(1);
        CountDownLatch reset = new CountDownLatch(1);
        try (LogCaptor log = LogCaptor.of("io.netty");
                Peer peer = connect(transport, accepted -> {
                    connected.countDown();
                    Await.zero(reset); // no other connection uses this event loop
                    new Answering(accepted, "").write("too late\n");
                })) {
            Await.zero(connected);
            peer.reset();
            reset.countDown();
            Await.zero(closed);
            assertThat(log.events()).noneMatch(event -> event.getLevel().isGreaterOrEqual(Level.WARN));
        }
    }
}
