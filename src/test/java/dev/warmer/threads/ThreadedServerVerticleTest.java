package dev.warmer.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import dev.warmer.config.InvalidConfigException;
import dev.warmer.config.Schema;
import dev.warmer.contract.ServerContract;
import dev.warmer.contract.ServerFixture;
import dev.warmer.testing.Await;
import dev.warmer.testing.Backlog;
import dev.warmer.testing.Driver;
import dev.warmer.testing.LogCaptor;
import dev.warmer.testing.Peer;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

class ThreadedServerVerticleTest extends ServerFixture implements ServerContract {
    ThreadedServerVerticleTest() {
        super(Driver.THREADS);
    }

    @Test
    void lengthOfTheAcceptQueueIsTheConfiguredOne() throws IOException {
        for (boolean full : List.of(true, false)) {
            JsonObject config = new JsonObject().put("port", 0).put("backlog", full ? 1 : Backlog.CONNECTIONS);
            try (ServerSocket listener = ThreadedServerVerticle.bind(Schema.THREADED_SERVER.read(config))) {
                assertThat(Backlog.isExceeded(listener.getLocalPort())).isEqualTo(full);
            }
        }
    }

    @Test
    void severalInstancesAreRejected() {
        DeploymentOptions two = new DeploymentOptions().setInstances(2).setConfig(config());
        assertThatThrownBy(
                        () -> Await.result(vertx().deployVerticle(() -> new ThreadedServerVerticle(line -> {}), two)))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessage("instances: 2 is not allowed: 1, which takes any number of connections");
    }

    @Test
    void portIsFreeOnceTheServerIsStopped() {
        int port = 0;
        for (int i = 0; i < 20; i++) {
            Driver.Server server = deploy(config().put("port", port));
            assertThat(port).isIn(0, server.port());
            port = server.port();
            Await.result(vertx().undeploy(server.id()));
        }
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_20, disabledReason = "this Java has virtual threads: see VirtualThreadsTest")
    void virtualThreadsNeedJava21() {
        assertThatThrownBy(() -> deploy(config().put("threads", "virtual")))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageStartingWith("threads: \"virtual\" is not allowed: platform, since virtual needs Java 21");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void failureToAcceptClosesThatConnectionOnly(boolean error) {
        FailingLog failing = new FailingLog(error);
        LoggerContext logging = (LoggerContext) LoggerFactory.getILoggerFactory();
        logging.addTurboFilter(failing);
        try (Peer peer = connect()) {
            assertThat(peer.rest()).isIn("", "reset");
        } finally {
            logging.getTurboFilterList().remove(failing);
        }
        assertThat(failing.failures).isOne();
        try (Peer peer = connect()) {
            peer.playGame();
        }
    }

    /** Fails when a connection is accepted, which is logged. */
    private static final class FailingLog extends TurboFilter {
        private final boolean error;
        private int failures;

        FailingLog(boolean error) {
            this.error = error;
        }

        @Override
        public FilterReply decide(
                Marker marker, Logger logger, Level level, String format, Object[] arguments, Throwable thrown) {
            if ("{}: opened".equals(format) && Thread.currentThread().getName().equals("acceptor")) {
                failures++;
                if (error) {
                    throw new StackOverflowError("simulated");
                }
                throw new IllegalStateException("simulated");
            }
            return FilterReply.NEUTRAL;
        }
    }

    /** The checker of blocked threads has run since the drain began once it logs a thread that is blocked on purpose. */
    @Test
    void drainBlocksNoThreadOfVertx() throws Exception {
        VertxOptions limits = new VertxOptions()
                .setBlockedThreadCheckInterval(1)
                .setBlockedThreadCheckIntervalUnit(TimeUnit.MILLISECONDS)
                .setMaxWorkerExecuteTime(100)
                .setMaxWorkerExecuteTimeUnit(TimeUnit.MILLISECONDS);
        Vertx own = Vertx.vertx(limits);
        CountDownLatch end = new CountDownLatch(1);
        Driver.Server server = Driver.THREADS.deploy(own, config().put("drainTimeout", 3_600_000));
        try (LogCaptor log = LogCaptor.of("io.vertx.core");
                Peer player = Peer.connect(server.port()).startGame()) {
            Future<Void> stopped = own.undeploy(server.id());
            own.createSharedWorkerExecutor("blocked-on-purpose", 1, 200, TimeUnit.MILLISECONDS)
                    .executeBlocking(() -> end.await(60, TimeUnit.SECONDS));
            log.await("blocked-on-purpose", 1);
            assertThat(log.messages()).allMatch(message -> message.contains("blocked-on-purpose"));
            end.countDown();
            player.send("REPORT Correct\n").assertClosed();
            Await.result(stopped);
        } finally {
            Await.result(own.close());
        }
    }

    @Test
    void maxConnectionsHoldsForAllServersTogether() {
        Driver.Server onEventLoops = Driver.EVENT_LOOP.deploy(vertx(), config().put("maxConnections", 2));
        try (Peer first = connect().startGame();
                Peer second = Peer.connect(onEventLoops.port()).startGame()) {
            Peer.connect(onEventLoops.port()).assertClosedWithError("TOO_MANY_CONNECTIONS");
            first.reset();
            Peer.connectOnceAdmitted(onEventLoops.port()).close();
            second.playGame();
        }
    }
}
