package dev.warmer.threads;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PeerSocketTest {
    private static final long LONG_NANOS = TimeUnit.HOURS.toNanos(1);

    private Socket peer;
    private Socket accepted;
    private PeerSocket socket;

    @BeforeEach
    void connect() throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            peer = new Socket(InetAddress.getLoopbackAddress(), listener.getLocalPort());
            accepted = listener.accept();
        }
        socket = new PeerSocket(accepted, Optional.empty(), Optional.empty());
    }

    @AfterEach
    void close() throws IOException {
        peer.close();
        accepted.close();
    }

    @Test
    void rawReadReturnsZeroWhenNothingArrivesInTime() throws IOException {
        assertThat(socket.readRaw(1)).isZero();
    }

    @Test
    void readReturnsMinusOneAtTheEndOfTheInput() throws IOException {
        peer.shutdownOutput();
        assertThat(socket.read()).isEqualTo(-1);
    }

    @Test
    void wakeEndsAReadThatWaits() throws Exception {
        CompletableFuture<Integer> read = new CompletableFuture<>();
        Thread reader = new Thread(() -> {
            try {
                read.complete(socket.read());
            } catch (IOException e) {
                read.completeExceptionally(e);
            }
        });
        reader.start();
        while (reader.getState() == Thread.State.NEW) {
            Thread.onSpinWait();
        }
        socket.wake();
        assertThat(read.get(20, TimeUnit.SECONDS)).isZero();
    }

    /** Otherwise a lingering close would repeat a read that returns at once until its time is over. */
    @Test
    void rawReadOfAWokenThreadIsTheEndOfTheInput() throws IOException {
        socket.wake();
        assertThat(socket.readRaw(LONG_NANOS)).isEqualTo(-1);
    }
}
