package dev.warmer.contract;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** A client that asks and asks, and reads no reply until it is told to. */
final class Flood implements AutoCloseable {
    private static final int STUCK_MS = 250;
    private static final int LIMIT_MS = 20_000;
    private static final int REPEATS = 2_000;
    private static final String REPEATED = "NUMBER\n";
    /** The secret of the first game. Each game has its own, so that the order shows; all have as many digits. */
    private static final long FIRST = 1_000_000_000_000_000_000L;

    private final SocketChannel channel;
    private long accepted;
    private long games;
    private ByteBuffer game = nextGame();

    Flood(int port) throws IOException {
        channel = SocketChannel.open();
        channel.setOption(StandardSocketOptions.SO_RCVBUF, 1 << 16);
        channel.setOption(StandardSocketOptions.SO_SNDBUF, 1 << 16);
        channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    /** {@return how many bytes went before the server took no more, or {@code limit} if it takes whatever comes} */
    long sendUntilStuck(long limit) throws IOException {
        channel.configureBlocking(false);
        try (Selector selector = Selector.open()) {
            channel.register(selector, SelectionKey.OP_WRITE);
            while (accepted < limit && selector.select(STUCK_MS) > 0) {
                selector.selectedKeys().clear();
                accepted += channel.write(game);
                game = game.hasRemaining() ? game : nextGame();
            }
        }
        channel.configureBlocking(true);
        return accepted;
    }

    private ByteBuffer nextGame() {
        long secret = FIRST + games++;
        String text = "PARAMS " + secret + " " + secret + "\nNUMBER\nREPORT Correct\n" + REPEATED.repeat(REPEATS);
        return ByteBuffer.wrap(text.getBytes(US_ASCII));
    }

    /** Sends no more, reads at last, and expects the reply to every question that was sent whole. */
    void checkReplies() throws IOException {
        channel.shutdownOutput();
        channel.socket().setSoTimeout(LIMIT_MS);
        BufferedReader replies =
                new BufferedReader(new InputStreamReader(channel.socket().getInputStream(), US_ASCII));
        for (long i = 0; i < games - 1; i++) {
            check(replies, FIRST + i, REPEATS + 1);
        }
        String begun = US_ASCII.decode(game.flip()).toString();
        check(replies, FIRST + games - 1, begun.split(REPEATED, -1).length - 1);
        assertThat(replies.readLine()).as("after the last reply").isNull();
    }

    private static void check(BufferedReader replies, long secret, int count) throws IOException {
        String expected = String.valueOf(secret);
        for (int i = 0; i < count; i++) {
            String reply = replies.readLine();
            if (!expected.equals(reply)) { // a full assertion for each of a million would take its time
                assertThat(reply).isEqualTo(expected);
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
