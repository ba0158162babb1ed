package dev.warmer.exercises;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.testing.Await;
import dev.warmer.testing.Peer;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Exercise 5: a server that holds a bounded number of bytes for a peer that does not read. */
@ExtendWith(VertxExtension.class)
class EchoVerticleTest {
    /** More than the kernel's buffers of both sides hold. */
    private static final int LIMIT_BYTES = 64 << 20;

    /** A server that still reads takes something within this time. */
    private static final int BLOCKED_MS = 2_000;

    private static final int CHUNK_BYTES = 1 << 16;

    @Test
    void peerThatDoesNotReadIsNotRead(Vertx vertx) throws IOException {
        EchoVerticle echo = new EchoVerticle();
        Await.result(vertx.deployVerticle(echo));
        try (SocketChannel peer = SocketChannel.open();
                Peer other = Peer.connect(echo.port())) {
            peer.setOption(StandardSocketOptions.SO_RCVBUF, CHUNK_BYTES);
            peer.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), echo.port()));
            int sent = sendUntilBlocked(peer);
            assertThat(sent)
                    .as("exercise 5: bytes that the server takes from a peer that does not read")
                    .isLessThan(LIMIT_BYTES);
            assertThat(other.send("other\n").line())
                    .as("exercise 5: the echo of another peer meanwhile")
                    .isEqualTo("other");
            byte[] received = peer.socket().getInputStream().readNBytes(sent);
            assertThat(Arrays.equals(received, bytes(0, sent)))
                    .as("exercise 5: the echo is what was sent")
                    .isTrue();
        }
    }

    /** Sends bytes 0, 1, 2, ... {@return how many} */
    private static int sendUntilBlocked(SocketChannel peer) throws IOException {
        peer.configureBlocking(false);
        int sent = 0;
        try (Selector selector = Selector.open()) {
            peer.register(selector, SelectionKey.OP_WRITE);
            while (sent < LIMIT_BYTES && selector.select(key -> {}, BLOCKED_MS) > 0) {
                sent += peer.write(ByteBuffer.wrap(bytes(sent, CHUNK_BYTES)));
            }
        }
        peer.configureBlocking(true);
        return sent;
    }

    private static byte[] bytes(int from, int count) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) (from + i);
        }
        return bytes;
    }
}
