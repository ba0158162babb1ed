package dev.warmer.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import dev.warmer.config.InvalidConfigException;
import dev.warmer.contract.Peer;
import dev.warmer.contract.Players;
import dev.warmer.contract.ServerContract;
import dev.warmer.contract.ServerUnderTest;
import dev.warmer.eventloop.ServerVerticle;
import dev.warmer.metrics.LogTrap;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

class ThreadedServerVerticleTest extends ThreadedFixture implements ServerContract {
    @Test
    void severalInstancesAreRejected() {
        DeploymentOptions two = new DeploymentOptions().setInstances(2).setConfig(config());
        assertThatThrownBy(() -> ServerUnderTest.await(vertx().deployVerticle(() -> verticle(line -> {}), two)))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessage("instances: 2 is not allowed: 1, which takes any number of connections");
    }

    @Test
    void portIsFreeOnceTheServerIsStopped() {
        int port = 0;
        for (int i = 0; i < 20; i++) {
            Deployed server = deploy(config().put("port", port), line -> {});
            port = server.port();
            ServerUnderTest.await(vertx().undeploy(server.id()));
        }
        assertThat(port).isPositive();
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_20, disabledReason = "this Java has virtual threads: see VirtualThreadsTest")
    void virtualThreadsNeedANewerJava() {
        assertThatThrownBy(() -> deploy(config().put("threads", "virtual"), line -> {}))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageStartingWith("threads: \"virtual\" is not allowed: platform, since virtual needs Java 21");
        assertThat(told()).isEmpty();
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
            Players.plays(peer);
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

    /** A thread blocked on purpose shows that the checker has looked since the drain began. */
    @Test
    void drainBlocksNoThreadOfVertx() throws Exception {
        VertxOptions limits = new VertxOptions()
                .setBlockedThreadCheckInterval(1)
                .setBlockedThreadCheckIntervalUnit(TimeUnit.MILLISECONDS)
                .setMaxWorkerExecuteTime(100)
                .setMaxWorkerExecuteTimeUnit(TimeUnit.MILLISECONDS);
        Vertx own = Vertx.vertx(limits);
        CountDownLatch end = new CountDownLatch(1);
        ThreadedServerVerticle server = new ThreadedServerVerticle(line -> {});
        JsonObject config = config().put("drainTimeout", 3_600_000);
        String id = ServerUnderTest.await(own.deployVerticle(server, new DeploymentOptions().setConfig(config)));
        try (LogTrap log = LogTrap.of("io.vertx.core");
                Peer player = Players.inAGame(Peer.connect(server.port()))) {
            Future<Void> stopped = own.undeploy(id);
            own.createSharedWorkerExecutor("blocked-on-purpose", 1, 200, TimeUnit.MILLISECONDS)
                    .executeBlocking(() -> end.await(60, TimeUnit.SECONDS));
            log.await(event -> event.getFormattedMessage().contains("blocked-on-purpose"));
            assertThat(log.messages()).allMatch(message -> message.contains("blocked-on-purpose"));
            end.countDown();
            Players.isLeft(player.send("REPORT Correct\n"));
            ServerUnderTest.await(stopped);
        } finally {
            ServerUnderTest.await(own.close());
        }
    }

    @Test
    void maxConnectionsCountsThoseOfAllServers() {
        ServerVerticle onEventLoops = new ServerVerticle(line -> {});
        ServerUnderTest.await(vertx().deployVerticle(
                        onEventLoops, new DeploymentOptions().setConfig(config().put("maxConnections", 2))));
        try (Peer first = Players.inAGame(connect());
                Peer second = Players.inAGame(Peer.connect(onEventLoops.port()))) {
            Players.isLeft(Peer.connect(onEventLoops.port()), "TOO_MANY_CONNECTIONS");
            first.reset();
            Players.awaitRoom(() -> Peer.connect(onEventLoops.port())).close();
            Players.plays(second);
        }
    }
}
