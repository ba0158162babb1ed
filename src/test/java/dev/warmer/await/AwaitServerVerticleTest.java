package dev.warmer.await;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.warmer.config.InvalidConfigException;
import dev.warmer.contract.ServerContract;
import dev.warmer.contract.ServerFixture;
import dev.warmer.metrics.ServerMetrics;
import dev.warmer.testing.Await;
import dev.warmer.testing.Driver;
import dev.warmer.testing.LogCaptor;
import dev.warmer.testing.Peer;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.transport.Transport;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "this Java has no virtual threads")
class AwaitServerVerticleTest extends ServerFixture implements ServerContract {
    AwaitServerVerticleTest() {
        super(Driver.AWAIT);
    }

    @Test
    void everyConnectionHasAVirtualThread() {
        Set<String> threads = ConcurrentHashMap.newKeySet();
        int port = driver().deploy(
                        vertx(),
                        config(),
                        line -> threads.add(Thread.currentThread().toString()))
                .port();
        // Both at a time: a thread that is about to end may serve the next connection, too.
        try (Peer first = Peer.connect(port).startGame();
                Peer second = Peer.connect(port).startGame()) {
            assertThat(first.send("REPORT Correct\n\n").lines()).isEmpty();
            assertThat(second.send("REPORT Correct\n\n").lines()).isEmpty();
        }
        assertThat(threads).hasSize(2).allMatch(thread -> thread.startsWith("VirtualThread"));
    }

    @Test
    void inputOfABusyVerticleIsAnsweredBeforeItsEnd() {
        Vertx own = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        CountDownLatch busy = new CountDownLatch(1);
        int port = driver().deploy(own, config(), line -> Await.zero(busy)).port();
        int other = Driver.EVENT_LOOP.deploy(own, new JsonObject()).port();
        try (Peer peer = Peer.connect(port)) {
            peer.send("PARAMS 3 3\nNUMBER\nREPORT Correct\n" + "NUMBER\n".repeat(8_000));
            peer.halfClose();
            for (int turns = 0; turns < 3; turns++) {
                Peer.connect(other).playGame().close(); // so the event loop has read the peer
            }
            busy.countDown();
            assertThat(peer.lines()).hasSize(8_001);
        } finally {
            Await.result(own.close());
        }
    }

    @Test
    void connectionsThatArriveWhileItStopsLeaveNoException() {
        try (LogCaptor log = LogCaptor.of("io.vertx")) {
            for (int run = 0; run < 20; run++) {
                Driver.Server server = driver().deploy(vertx(), new JsonObject());
                CountDownLatch connected = new CountDownLatch(100);
                List<CompletableFuture<Void>> connecting = Stream.generate(
                                () -> CompletableFuture.runAsync(() -> connectUntilRefused(server.port(), connected)))
                        .limit(3)
                        .toList();
                Await.zero(connected);
                Await.result(vertx().undeploy(server.id()));
                connecting.forEach(CompletableFuture::join);
            }
            assertThat(log.messages()).isEmpty();
            Await.equal(0, ServerMetrics.of(vertx()).limiter()::open);
        }
    }

    private static void connectUntilRefused(int port, CountDownLatch connected) {
        try {
            while (true) {
                Peer.connect(port).send("PARAMS 1 5\n").close();
                connected.countDown();
            }
        } catch (UncheckedIOException refused) {
            // The server has stopped.
        }
    }

    @Test
    void nativeTransportsAreRejected() {
        assumeTrue(Transport.EPOLL != null && Transport.EPOLL.available());
        Vertx own = Vertx.builder().withTransport(Transport.EPOLL).build();
        try {
            assertThatThrownBy(() -> driver().deploy(own, config()))
                    .isInstanceOf(InvalidConfigException.class)
                    .hasMessage("transport: a native transport is not allowed: nio; with epoll, replies would be lost");
        } finally {
            Await.result(own.close());
        }
    }

    @Test
    void otherThreadingModelsAreRejected() {
        assertThatThrownBy(() -> Await.result(vertx().deployVerticle(new AwaitServerVerticle())))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessage("threadingModel: EVENT_LOOP is not allowed: VIRTUAL_THREAD");
    }
}
