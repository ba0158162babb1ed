package dev.warmer.contract;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** A peer that sends and reads only when a test says so. Every reply to it is the same long number. */
public final class Glutton implements AutoCloseable {
    private static final long SECRET = Long.MIN_VALUE;
    private static final String OPENING = "PARAMS " + SECRET + " " + SECRET + "\nNUMBER\nREPORT Correct\n";
    private static final String REPEATED = "NUMBER\n";
    private static final int REPLY_BYTES = String.valueOf(SECRET).length() + 1;
    private static final int STUCK_MS = 250;
    private static final int LIMIT_MS = 20_000;

    private final SocketChannel channel;
    private final ByteBuffer taken = ByteBuffer.allocate(1 << 16);
    private final ByteBuffer questions = ByteBuffer.wrap(REPEATED.repeat(10_000).getBytes(US_ASCII));
    private long askedBytes;
    private long takenBytes;

    /** Connects to a server on this machine. */
    public Glutton(int port) throws IOException {
        channel = SocketChannel.open();
        channel.setOption(StandardSocketOptions.SO_RCVBUF, 1 << 16);
        channel.setOption(StandardSocketOptions.SO_SNDBUF, 1 << 16);
        channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.write(ByteBuffer.wrap(OPENING.getBytes(US_ASCII)));
        channel.configureBlocking(false);
    }

    /** Asks until the server takes no more questions, at most so many bytes. {@return how many bytes it took} */
    long ask(long most) throws IOException {
        long before = askedBytes;
        while (askedBytes - before < most && await(SelectionKey.OP_WRITE, STUCK_MS)) {
            askMore();
        }
        return askedBytes - before;
    }

    /** Asks as much as the server takes just now. */
    public void askMore() throws IOException {
        askedBytes += channel.write(questions);
        if (!questions.hasRemaining()) {
            questions.clear();
        }
    }

    /** Takes so many bytes of replies, if there are. {@return false at the end of the stream} */
    boolean take(int most) throws IOException {
        for (int left = most; left > 0; ) {
            if (!await(SelectionKey.OP_READ, LIMIT_MS)) {
                throw new AssertionError("no further reply comes");
            }
            taken.clear().limit(Math.min(left, taken.capacity()));
            int count = channel.read(taken);
            if (count < 0) {
                return false;
            }
            takenBytes += count;
            left -= count;
        }
        return true;
    }

    /** Asks nothing more, and takes all. {@return whether every whole question was answered} */
    boolean takeTheRest() throws IOException {
        channel.shutdownOutput();
        while (take(1 << 16)) {
            // More to come.
        }
        return takenBytes == (1 + askedBytes / REPEATED.length()) * REPLY_BYTES;
    }

    private boolean await(int operation, int milliseconds) throws IOException {
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
