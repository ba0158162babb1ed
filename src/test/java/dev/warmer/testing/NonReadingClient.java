package dev.warmer.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Arrays;

/**
 * A client that sends requests, and reads replies only when a method does. Every batch of requests is a game of its own
 * with a single number, so that the replies show their order; all numbers have as many digits.
 */
public final class NonReadingClient implements AutoCloseable {
    private static final long FIRST_NUMBER = 1_000_000_000_000_000_000L;
    private static final int REPLY_BYTES = String.valueOf(FIRST_NUMBER).length() + 1;
    private static final String REQUEST = "NUMBER\n";
    private static final int REQUESTS = 2_000;
    private static final long BATCH_REPLY_BYTES = (long) REPLY_BYTES * REQUESTS;
    /** How long a server that still reads may take to free space in the send buffer. */
    private static final int WRITE_TIMEOUT_MS = 250;

    private final SocketChannel channel;
    private final ByteBuffer replies = ByteBuffer.allocate(1 << 16);
    private ByteBuffer batch;
    private byte[] reply;
    private long batches;
    private long sentBytes;
    private long receivedBytes;

    /** Connects to a server on this machine, with socket buffers of 64 KiB. */
    public NonReadingClient(int port) throws IOException {
        channel = SocketChannel.open();
        channel.setOption(StandardSocketOptions.SO_RCVBUF, 1 << 16);
        channel.setOption(StandardSocketOptions.SO_SNDBUF, 1 << 16);
        channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.configureBlocking(false);
        batch = nextBatch();
    }

    private ByteBuffer nextBatch() {
        long number = FIRST_NUMBER + batches++;
        String game = "PARAMS " + number + " " + number + "\nNUMBER\nREPORT Correct\n";
        return ByteBuffer.wrap((game + REQUEST.repeat(REQUESTS - 1)).getBytes(US_ASCII));
    }

    /** Sends until the server accepts no more, at most {@code limit} bytes. {@return how many bytes were sent} */
    public long sendUntilBlocked(long limit) throws IOException {
        long before = sentBytes;
        while (sentBytes - before < limit && isReady(SelectionKey.OP_WRITE, WRITE_TIMEOUT_MS)) {
            send();
        }
        return sentBytes - before;
    }

    /** The same without a limit, where the server may close the connection meanwhile. */
    public void sendUntilBlockedOrClosed() {
        try {
            sendUntilBlocked(Long.MAX_VALUE);
        } catch (IOException closed) {
            // By a timeout of the server.
        }
    }

    /** Sends what the send buffer has space for. */
    public void send() throws IOException {
        sentBytes += channel.write(batch);
        if (!batch.hasRemaining()) {
            batch = nextBatch();
        }
    }

    /** Reads up to {@code count} bytes of replies, and checks them. {@return false at the end of the stream} */
    public boolean read(int count) throws IOException {
        for (int left = count; left > 0; ) {
            if (!isReady(SelectionKey.OP_READ, Peer.TIMEOUT_MS)) {
                throw new AssertionError("no further reply within " + Peer.TIMEOUT_MS + " ms");
            }
            int read = channel.read(replies.clear().limit(Math.min(left, replies.capacity())));
            if (read < 0) {
                return false;
            }
            check(replies.flip());
            left -= read;
        }
        return true;
    }

    private void check(ByteBuffer bytes) {
        byte[] expected = new byte[bytes.remaining()];
        for (int i = 0; i < expected.length; i++, receivedBytes++) {
            if (receivedBytes % BATCH_REPLY_BYTES == 0) {
                long number = FIRST_NUMBER + receivedBytes / BATCH_REPLY_BYTES;
                reply = (number + "\n").getBytes(US_ASCII);
            }
            expected[i] = reply[(int) (receivedBytes % REPLY_BYTES)];
        }
        byte[] actual = new byte[expected.length];
        bytes.get(actual);
        if (!Arrays.equals(actual, expected)) { // the strings are costly
            assertThat(new String(actual, US_ASCII)).isEqualTo(new String(expected, US_ASCII));
        }
    }

    /** Ends the output and reads all replies. {@return whether every complete request was answered, in order} */
    public boolean readAll() throws IOException {
        channel.shutdownOutput();
        while (read(1 << 16)) {
            // until the end of the stream
        }
        String sentOfLast = US_ASCII.decode(batch.flip()).toString();
        long requests = (batches - 1) * REQUESTS + sentOfLast.split(REQUEST, -1).length - 1;
        return receivedBytes == requests * REPLY_BYTES;
    }

    private boolean isReady(int operation, int milliseconds) throws IOException {
        try (Selector selector = Selector.open()) {
            channel.register(selector, operation);
            return selector.select(milliseconds) > 0;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
