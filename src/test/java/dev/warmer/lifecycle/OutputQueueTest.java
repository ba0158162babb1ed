package dev.warmer.lifecycle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.junit5.Timeout;
import io.vertx.junit5.VertxExtension;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
@Timeout(value = 60, timeUnit = TimeUnit.SECONDS)
class OutputQueueTest {
    private static final int CAPACITY = 4;
    private static final long FOREVER = Long.MAX_VALUE;

    private final CountDownLatch writing = new CountDownLatch(1);
    private final CountDownLatch readable = new CountDownLatch(1);
    private final ByteArrayOutputStream read = new ByteArrayOutputStream();
    private final OutputQueue queue = new OutputQueue("it", new PrintStream(new Pipe(), false, UTF_8), CAPACITY);

    /** Takes nothing until it is readable, as a full pipe does. */
    private final class Pipe extends OutputStream {
        @Override
        public void write(int one) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            writing.countDown();
            await(readable);
            read.write(bytes, offset, length);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void endWriter() {
        readable.countDown();
    }

    private List<String> read() {
        readable.countDown();
        assertThat(queue.flush(FOREVER)).isTrue();
        return read.toString(UTF_8).lines().toList();
    }

    /** One line is being written, and there is no room for another. */
    private void fill() {
        queue.offer("first");
        await(writing);
        IntStream.range(0, CAPACITY).forEach(i -> queue.offer("line " + i));
    }

    @Test
    void linesAreWrittenInOrder() {
        queue.offer("a");
        queue.put("b");
        queue.offer("\u00fc");
        assertThat(read()).containsExactly("a", "b", "\u00fc");
    }

    @Test
    void offerDropsLinesWhenFullAndTheirNumberIsWritten() {
        fill();
        queue.offer("dropped");
        queue.offer("dropped, too");
        assertThat(queue.dropped()).isEqualTo(2);
        assertThat(read())
                .containsExactly("first", "line 0", "line 1", "line 2", "line 3", "2 lines dropped: it was not read");
        queue.offer("later");
        assertThat(read()).endsWith("2 lines dropped: it was not read", "later");
    }

    @Test
    void putWaitsForRoom() {
        fill();
        CompletableFuture<Void> put = CompletableFuture.runAsync(
                () -> IntStream.range(0, 3 * CAPACITY).forEach(i -> queue.put("put " + i)),
                task -> new Thread(task).start());
        readable.countDown();
        put.join();
        assertThat(queue.dropped()).isZero();
        assertThat(read()).hasSize(1 + CAPACITY + 3 * CAPACITY).endsWith("put 10", "put 11");
    }

    @Test
    void putDoesNotWaitOnAnEventLoop(Vertx vertx) {
        fill();
        CompletableFuture<Void> put = new CompletableFuture<>();
        vertx.runOnContext(v -> {
            queue.put("dropped");
            put.complete(null);
        });
        put.join();
        assertThat(queue.dropped()).isOne();
    }

    @Test
    void flushGivesUpOnAStalledReader() {
        fill();
        assertThat(queue.flush(1)).isFalse();
    }
}
