package dev.warmer.threads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.connection.ConnectionLimiter;
import dev.warmer.connection.Limits;
import dev.warmer.connection.ServerState;
import dev.warmer.testing.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PeerSocketTest {
    private static final long LONG_NANOS = TimeUnit.HOURS.toNanos(1);
    private static final Duration IDLE = Duration.ofMinutes(1);
    private static final Duration LONG = Duration.ofHours(1);
    private static final Limits LIMITS = new Limits(1024, 1, 0, LONG, IDLE, LONG, LONG, LONG);

    private final ServerState server = new ServerState(new ConnectionLimiter(), LIMITS);
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
        assertThat(socket.read(System.nanoTime(), false)).isEqualTo(-1);
    }

    @Test
    void wakeEndsAReadThatWaits() throws Exception {
        CompletableFuture<Integer> read = waitingIn(() -> socket.read(System.nanoTime(), false));
        socket.wake();
        assertThat(read.get(20, TimeUnit.SECONDS)).isZero();
    }

    @Test
    void checkWakesAReadOnceThePeerIsIdle() throws Exception {
        long idleSince = System.nanoTime();
        CompletableFuture<Integer> read = waitingIn(() -> socket.read(idleSince, false));
        socket.check(idleSince + IDLE.toNanos() - 1, server);
        assertThat(accepted.isInputShutdown()).isFalse();
        socket.check(idleSince + IDLE.toNanos(), server);
        assertThat(accepted.isInputShutdown()).isTrue();
        assertThat(read.get(20, TimeUnit.SECONDS)).isZero();
    }

    @Test
    void checkOfAStoppingServerWakesAReadBetweenGamesOnly() throws Exception {
        server.drain();
        CompletableFuture<Integer> read = waitingIn(() -> socket.read(System.nanoTime(), true));
        socket.check(System.nanoTime(), server);
        assertThat(accepted.isInputShutdown()).isFalse();
        server.shutDown();
        socket.check(System.nanoTime(), server);
        assertThat(read.get(20, TimeUnit.SECONDS)).isZero();
    }

    @Test
    void checkOfADrainingServerWakesAReadBetweenGames() throws Exception {
        server.drain();
        CompletableFuture<Integer> read = waitingIn(() -> socket.read(System.nanoTime(), false));
        socket.check(System.nanoTime(), server);
        assertThat(read.get(20, TimeUnit.SECONDS)).isZero();
    }

    /** The time of a round of checks is taken before the round, which reaches sockets accepted meanwhile. */
    @Test
    void checkWithATimeBeforeTheSocketWasMadeChangesNothing() {
        socket.check(System.nanoTime() - LONG_NANOS, server);
        assertThat(accepted.isClosed()).isFalse();
        assertThat(accepted.isInputShutdown()).isFalse();
    }

    /** Otherwise what arrives while the thread is woken would be executed, and the next read would find no input. */
    @Test
    void readOfAWokenThreadReturnsNoInput() throws IOException {
        peer.getOutputStream().write('x');
        socket.wake();
        assertThat(socket.read(System.nanoTime(), false)).isZero();
        assertThat(socket.read(System.nanoTime(), false)).isEqualTo(-1);
    }

    /** A read would return at once, again and again until the lingering close is over. */
    @Test
    void rawReadOfAWokenThreadWaits() throws Exception {
        socket.wake();
        assertThat(waitingIn(() -> socket.readRaw(LONG_NANOS))).isNotDone();
    }

    /** {@return the result of a call on a thread that has begun to wait} */
    private CompletableFuture<Integer> waitingIn(Callable<Integer> call) {
        CompletableFuture<Integer> result = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                result.complete(call.call());
            } catch (Exception e) {
                result.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        Await.until("the thread waits", () -> isWaiting(thread));
        return result;
    }

    /** A blocked read of a platform thread is in the system call, which counts as running. */
    private static boolean isWaiting(Thread thread) {
        StackTraceElement[] stack = thread.getStackTrace();
        return thread.getState() == Thread.State.TIMED_WAITING || (stack.length > 0 && stack[0].isNativeMethod());
    }
}
