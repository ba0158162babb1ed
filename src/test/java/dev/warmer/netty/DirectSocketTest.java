package dev.warmer.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ch.qos.logback.classic.Level;
import dev.warmer.contract.Peer;
import dev.warmer.contract.ServerUnderTest;
import dev.warmer.metrics.LogTrap;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.transport.Transport;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A socket whose user says what it likes. */
class DirectSocketTest {
    private static final int LITTLE_ROOM = 8192;

    private Vertx vertx;

    static Stream<Transport> transports() {
        return Stream.of(Transport.NIO, Transport.EPOLL, Transport.IO_URING);
    }

    /** Answers whatever is read, or fails at the word. */
    private record Crier(DirectSocket socket, String answer) implements DirectSocket.User {
        @Override
        public void read(byte[] bytes, int length) {
            say(answer);
            if (bytes[0] == 'F') {
                throw new IllegalStateException("as told");
            }
        }

        @Override
        public void drained() {
            // It has said all.
        }

        @Override
        public void inputEnded() {
            socket.close();
        }

        @Override
        public void failed(Throwable cause) {
            say(cause.getMessage() + "\n");
        }

        void say(String text) {
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            socket.write(bytes, bytes.length);
        }
    }

    private Peer connect(Transport transport, String answer) {
        LoopBuffers buffers = new LoopBuffers();
        return connect(transport, accepted -> {
            DirectSocket socket = DirectSocket.under(accepted, buffers);
            socket.start(new Crier(socket, answer));
        });
    }

    private Peer connect(Transport transport, Handler<NetSocket> connected) {
        assumeTrue(transport != null && transport.available(), "this transport is not to be had here");
        vertx = Vertx.builder().withTransport(transport).build();
        NetServerOptions options = new NetServerOptions().setSendBufferSize(LITTLE_ROOM);
        int port = ServerUnderTest.await(
                        vertx.createNetServer(options).connectHandler(connected).listen(0, "127.0.0.1"))
                .actualPort();
        return Peer.connectWithLittleRoom(port);
    }

    @AfterEach
    void close() {
        if (vertx != null) {
            ServerUnderTest.await(vertx.close());
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void whatThePeerDoesNotTakeAtOnceComesLaterAndInOrder(Transport transport) {
        String answer = IntStream.range(0, 100_000).mapToObj(i -> i + "\n").collect(Collectors.joining());
        try (Peer peer = connect(transport, answer)) {
            peer.send("1").send("2").halfClose();
            String all = String.join("\n", peer.lines()) + "\n";
            assertThat(all.replace(answer, "")).as("nothing but the answer").isEmpty();
            assertThat(all.length()).isIn(answer.length(), 2 * answer.length());
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void whatWasSaidBeforeAFailureComesBeforeTheWordOfIt(Transport transport) {
        try (Peer peer = connect(transport, "due\n")) {
            assertThat(peer.send("F").halfClose().lines()).containsExactly("due", "as told");
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void aPeerThatIsGoneBeforeTheFirstWordIsNoNewsForTheLog(Transport transport) throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        try (LogTrap log = LogTrap.of("io.netty");
                Peer peer = connect(transport, accepted -> {
                    DirectSocket socket = DirectSocket.under(accepted, new LoopBuffers());
                    socket.closeHandler(closed::countDown);
                    await(gone); // the event loop is the test's alone
                    Crier crier = new Crier(socket, "");
                    socket.start(crier);
                    crier.say("too late\n");
                })) {
            peer.reset();
            gone.countDown();
            await(closed);
            assertThat(log.events()).noneMatch(event -> event.getLevel().isGreaterOrEqual(Level.WARN));
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
