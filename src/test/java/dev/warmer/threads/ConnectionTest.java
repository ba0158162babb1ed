package dev.warmer.threads;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warmer.connection.CloseReason;
import dev.warmer.connection.Limits;
import dev.warmer.game.StrategyName;
import dev.warmer.metrics.CommandType;
import dev.warmer.metrics.ConnectionMetrics;
import dev.warmer.metrics.ServerMetrics;
import dev.warmer.metrics.ServerTelemetry;
import dev.warmer.protocol.ProtocolException;
import dev.warmer.protocol.Session;
import dev.warmer.protocol.Transcript;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A connection whose peer is slow, or whose machine has no thread left for it. */
@ExtendWith(VertxExtension.class)
class ConnectionTest {
    private static final ThreadFactory NONE_LEFT = task -> new Thread(task) {
        @Override
        public synchronized void start() {
            throw new OutOfMemoryError("unable to create native thread");
        }
    };

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Limits LIMITS = new Limits(1024, 1, 0, HOUR, HOUR, HOUR, HOUR);

    private final ServerMetrics tally;
    private final Vertx vertx;
    private Socket peer;
    private Socket socket;
    private Connection connection;

    ConnectionTest(Vertx vertx) {
        this.vertx = vertx;
        tally = ServerMetrics.of(vertx);
    }

    @BeforeEach
    void connect() throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            peer = new Socket(listener.getInetAddress(), listener.getLocalPort());
            peer.setSoTimeout(20_000);
            socket = listener.accept();
        }
        connection = connection(new PeerSocket(socket, socket));
    }

    private Connection connection(PeerSocket over) throws IOException {
        ConnectionMetrics seen = new ServerTelemetry(vertx, new Transcript(line -> {}), false).opened("peer");
        Session session = new Session(StrategyName.RANDOM.factory(new SplittableRandom(1)), 1024, seen);
        return new Connection(over, session, seen, 1024, () -> false);
    }

    @AfterEach
    void close() throws IOException {
        peer.close();
        socket.close();
    }

    @Test
    void isDroppedIfThereIsNobodyToSayALastWord() throws IOException {
        connection.end(ProtocolException.idle(1), NONE_LEFT);
        assertThatThrownBy(() -> peer.getInputStream().read()).isInstanceOf(SocketException.class);
        connection.run();
        assertThat(tally.closed().of(CloseReason.INTERNAL)).isOne();
    }

    @Test
    void isEndedByTheNextThreadThatThereIs() throws Exception {
        connection.end(ProtocolException.idle(1), NONE_LEFT);
        Thread[] next = {null};
        connection.end(ProtocolException.idle(1), task -> next[0] = new Thread(task));
        assertThat(next[0]).as("another attempt").isNotNull();
        next[0].join();
    }

    @Test
    void isNotIdleWhileItCouldNotTakeAReply() throws Exception {
        Blocked out = new Blocked();
        Connection slow = connection(new PeerSocket(socket, out));
        Threads.named("slow", false).newThread(slow).start();
        peer.getOutputStream().write("PARAMS 7 7\nNUMBER\nREPORT Correct\n".getBytes(US_ASCII));
        out.reached.await();
        long taken = System.nanoTime();
        out.taken.countDown();
        assertThat(peer.getInputStream().readNBytes(2)).asString(US_ASCII).isEqualTo("7\n");
        out.waiting.await();
        slow.tick(taken + HOUR.toNanos() - 1, LIMITS, Threads.named("last-word", false));
        peer.getOutputStream().write("NUMBER\n\n".getBytes(US_ASCII));
        assertThat(peer.getInputStream().readAllBytes()).asString(US_ASCII).isEqualTo("7\n");
    }

    /** A socket whose peer takes nothing for a while. */
    private final class Blocked extends Socket {
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch taken = new CountDownLatch(1);
        private final CountDownLatch waiting = new CountDownLatch(1);

        @Override
        public InputStream getInputStream() throws IOException {
            return new FilterInputStream(socket.getInputStream()) {
                @Override
                public int read(byte[] bytes, int offset, int length) throws IOException {
                    if (taken.getCount() == 0) {
                        waiting.countDown();
                    }
                    return super.read(bytes, offset, length);
                }
            };
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            return new FilterOutputStream(socket.getOutputStream()) {
                @Override
                public void write(byte[] bytes, int offset, int length) throws IOException {
                    reached.countDown();
                    try {
                        taken.await();
                    } catch (InterruptedException e) {
                        throw new IOException(e);
                    }
                    out.write(bytes, offset, length);
                }
            };
        }
    }

    @Test
    void answersALongReadInSeveralWritesAndOneAnswer() throws Exception {
        long answers = tally.replies().count();
        List<Integer> writes = Collections.synchronizedList(new ArrayList<>());
        String longest = "-9223372036854775808";
        send("PARAMS " + longest + " " + longest + "\nNUMBER\nREPORT Correct\n" + "NUMBER\n".repeat(999) + "\n");
        serve(new Watched(writes::add));
        assertThat(received()).isEqualTo((longest + "\n").repeat(1000));
        assertThat(writes).hasSizeBetween(2, 9).allMatch(length -> length <= 4096 + longest.length());
        assertThat(tally.replies().count()).isEqualTo(answers + 1);
    }

    @Test
    void countsLinesBeforeTheirRepliesAreSent() throws Exception {
        long before = tally.lines().of(CommandType.NUMBER);
        List<Long> counted = Collections.synchronizedList(new ArrayList<>());
        send("PARAMS 1 5\nNUMBER\nNUMBER\n");
        peer.shutdownOutput();
        serve(new Watched(length -> counted.add(tally.lines().of(CommandType.NUMBER) - before)));
        assertThat(received()).matches("\\d\n\\d\n");
        assertThat(counted).containsExactly(2L);
    }

    private void send(String lines) throws IOException {
        peer.getOutputStream().write(lines.getBytes(US_ASCII));
    }

    private void serve(Socket talk) throws IOException {
        Connection watched = connection(new PeerSocket(socket, talk));
        Threads.named("watched", false).newThread(watched).start();
    }

    private String received() throws IOException {
        return new String(peer.getInputStream().readAllBytes(), US_ASCII);
    }

    /** A socket of which somebody is told how long each write is, before it is done. */
    private final class Watched extends Socket {
        private final IntConsumer watcher;

        Watched(IntConsumer watcher) {
            this.watcher = watcher;
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return socket.getInputStream();
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            return new FilterOutputStream(socket.getOutputStream()) {
                @Override
                public void write(byte[] bytes, int offset, int length) throws IOException {
                    watcher.accept(length);
                    out.write(bytes, offset, length);
                }
            };
        }
    }

    @Test
    void saysItsLastWordOnAThreadOfItsOwn() throws IOException {
        connection.end(ProtocolException.idle(1), Threads.named("last-word", false));
        assertThat(new String(peer.getInputStream().readAllBytes(), US_ASCII)).startsWith("ERROR IDLE_TIMEOUT ");
    }
}
