package dev.warmer.threaded;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warmer.config.Limits;
import dev.warmer.game.StrategyName;
import dev.warmer.protocol.ProtocolException;
import dev.warmer.protocol.Session;
import dev.warmer.protocol.Transcript;
import dev.warmer.telemetry.Closing;
import dev.warmer.telemetry.ConnectionTelemetry;
import dev.warmer.telemetry.ServerTelemetry;
import dev.warmer.telemetry.Tally;
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
    private static final Limits LIMITS = new Limits(1024, 1, 0, HOUR, HOUR, HOUR);

    private final Tally tally;
    private final Vertx vertx;
    private Socket peer;
    private Socket socket;
    private Connection connection;

    ConnectionTest(Vertx vertx) {
        this.vertx = vertx;
        tally = Tally.of(vertx);
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
        ConnectionTelemetry seen = new ServerTelemetry(vertx, new Transcript(line -> {}), false).opened("peer");
        Session session = new Session(StrategyName.RANDOM.factory(new SplittableRandom(1)), 1024, seen);
        return new Connection(over, session, seen, 1024);
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
        assertThat(tally.closed().of(Closing.INTERNAL)).isOne();
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
    void answersAReadInFewWritesOfWhichNoneIsLong() throws Exception {
        List<Integer> writes = Collections.synchronizedList(new ArrayList<>());
        Thread thread = Threads.named("busy", false).newThread(connection(new PeerSocket(socket, new Watched(writes))));
        String longest = "-9223372036854775808";
        String asked = "PARAMS " + longest + " " + longest + "\nNUMBER\nREPORT Correct\n" + "NUMBER\n".repeat(999);
        peer.getOutputStream().write((asked + "\n").getBytes(US_ASCII));
        thread.start();
        String answer = (longest + "\n").repeat(1000);
        assertThat(peer.getInputStream().readAllBytes()).asString(US_ASCII).isEqualTo(answer);
        assertThat(writes).hasSizeLessThan(10).allMatch(length -> length <= 4096 + longest.length());
    }

    /** A socket that has its writes noted. */
    private final class Watched extends Socket {
        private final List<Integer> writes;

        Watched(List<Integer> writes) {
            this.writes = writes;
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
                    writes.add(length);
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
