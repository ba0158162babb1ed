package dev.warmer.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.warmer.config.Conf;
import dev.warmer.config.Conf.Deployment;
import dev.warmer.config.Confs;
import dev.warmer.lifecycle.Completion;
import dev.warmer.testing.Await;
import dev.warmer.testing.LogCaptor;
import dev.warmer.testing.Peer;
import dev.warmer.testing.Ports;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class DeploymentsTest {
    private static final Queue<String> EVENTS = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void clearEvents() {
        EVENTS.clear();
    }

    @Test
    void verticlesStartInOrderAndStopInReverse(Vertx vertx, VertxTestContext context) {
        Deployments deployments = new Deployments(vertx, conf("a", "b", "c"), exit -> {});
        deployments
                .deploy()
                .compose(v -> deployments.undeploy())
                .onComplete(context.succeeding(v -> context.verify(() -> {
                    assertThat(EVENTS).containsExactly("+a", "a", "+b", "b", "+c", "c", "-c", "-b", "-a");
                    context.completeNow();
                })));
    }

    @Test
    void workerIsDeployedLastAndUndeployedFirst(Vertx vertx, VertxTestContext context) {
        Deployments deployments = new Deployments(vertx, conf("a"), exit -> {});
        deployments.deploy();
        deployments
                .deployWorker("worker", new WorkerVerticle())
                .compose(v -> deployments.undeploy())
                .onComplete(context.succeeding(v -> context.verify(() -> {
                    assertThat(EVENTS).containsExactly("+a", "a", "+worker", "-worker", "-a");
                    context.completeNow();
                })));
    }

    /** A verticle that is not named in the conf. */
    private static final class WorkerVerticle extends VerticleBase {
        @Override
        public Future<?> start() {
            EVENTS.add("+worker");
            return Future.succeededFuture();
        }

        @Override
        public Future<?> stop() {
            EVENTS.add("-worker");
            return Future.succeededFuture();
        }
    }

    @Test
    void firstFailureEndsTheDeployment(Vertx vertx, VertxTestContext context) {
        Deployments deployments = new Deployments(vertx, conf("a", "bad", "c"), exit -> {});
        deployments
                .deploy()
                .onComplete(context.failing(e -> context.verify(() -> {
                    assertThat(e).hasMessage("bad: simulated");
                    assertThat(EVENTS).containsExactly("+a", "a", "+bad");
                    context.completeNow();
                })));
    }

    @Test
    void failureToStopDoesNotPreventOtherStops(Vertx vertx, VertxTestContext context) {
        Deployments deployments = new Deployments(vertx, conf("a", "stuck", "c"), exit -> {});
        deployments
                .deploy()
                .compose(v -> deployments.undeploy())
                .onComplete(stopped -> context.verify(() -> {
                    assertThat(EVENTS).endsWith("-c", "-stuck", "-a");
                    context.completeNow();
                }));
    }

    @Test
    void adjacentServersStopTogether(Vertx vertx) throws Exception {
        int first = Ports.free();
        int second = Ports.free();
        Deployments deployments =
                new Deployments(vertx, Confs.read("""
                {'verticles': {
                 'a': {'verticle': '%1$s', 'config': {'port': %2$d, 'drainTimeout': 3600000}},
                 'b': {'verticle': '%1$s', 'config': {'port': %3$d, 'drainTimeout': 3600000}}}}""".formatted(Confs.SERVER, first, second)), exit -> {});
        Await.result(deployments.deploy());
        try (Peer playing = Peer.connect(second)) {
            playing.startGame();
            Future<Void> stopped = deployments.undeploy();
            Await.until("no further connection", () -> refuses(first));
            assertThat(stopped.isComplete()).isFalse();
            playing.send("REPORT Correct\n");
            Await.result(stopped);
        }
    }

    private Exit exitStatus(Vertx vertx, String first, String second) throws Exception {
        JsonObject config = new JsonObject().put("failure", first);
        Conf conf = new Conf(
                List.of(completing("first", config), completing("second", new JsonObject().put("failure", second))),
                Set.of("first", "second"));
        CompletableFuture<Exit> exit = new CompletableFuture<>();
        Await.result(new Deployments(vertx, conf, exit::complete).deploy());
        return exit.get(20, TimeUnit.SECONDS);
    }

    private static Deployment completing(String name, JsonObject config) {
        return new Deployment(
                name, Completing.class.getName(), new DeploymentOptions().setConfig(config), Optional.empty());
    }

    @Test
    void completionWithoutFailureIsSuccess(Vertx vertx) throws Exception {
        assertThat(exitStatus(vertx, "", "")).isEqualTo(Exit.PLAYED);
    }

    @Test
    void failureWithoutAMessageIsAFailure(Vertx vertx) throws Exception {
        try (LogCaptor log = LogCaptor.of("dev.warmer.launcher", Level.INFO)) {
            assertThat(exitStatus(vertx, "null", "")).isEqualTo(Exit.FAILED);
            assertThat(log.lines(Level.ERROR)).containsExactly("ERROR first: failed");
        }
    }

    @Test
    void deploymentThatCompletesTwiceDoesNotCountForAnother(Vertx vertx) throws Exception {
        try (LogCaptor log = LogCaptor.of("dev.warmer.launcher", Level.INFO)) {
            assertThat(exitStatus(vertx, "twice", "late failure")).isEqualTo(Exit.FAILED);
            assertThat(log.lines(Level.ERROR)).containsExactly("ERROR second: late failure");
        }
    }

    @Test
    void undeployWaitsForTheStartInProgressAndStartsNoOther(Vertx vertx, VertxTestContext context) {
        Deployments deployments = new Deployments(vertx, conf("a", "b"), exit -> {});
        Future<Void> deployed = deployments.deploy();
        deployments
                .undeploy()
                .compose(v -> deployed)
                .onComplete(context.failing(e -> context.verify(() -> {
                    assertThat(EVENTS).containsExactly("+a", "a", "-a");
                    context.completeNow();
                })));
    }

    /** Publishes its completion itself, as a verticle in another language does. */
    public static final class Completing extends VerticleBase {
        @Override
        public Future<?> start() {
            JsonObject message = new JsonObject().put("deployment", deploymentID());
            String failure = config().getString("failure");
            if (failure.equals("null")) {
                message.putNull("failure");
            } else if (failure.equals("twice")) {
                vertx.eventBus().publish(Completion.ADDRESS, message);
            } else if (!failure.isEmpty()) {
                message.put("failure", failure);
            }
            vertx.eventBus().publish(Completion.ADDRESS, message);
            return Future.succeededFuture();
        }
    }

    private static boolean refuses(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return !socket.isConnected();
        } catch (IOException e) {
            return true;
        }
    }

    private static Conf conf(String... names) {
        List<Deployment> deployments = List.of(names).stream()
                .map(name -> new Deployment(
                        name,
                        RecordingVerticle.class.getName(),
                        new DeploymentOptions().setConfig(new JsonObject().put("name", name)),
                        Optional.empty()))
                .toList();
        return new Conf(deployments, Set.of());
    }

    /** Records its start and stop, which are asynchronous. */
    public static final class RecordingVerticle extends VerticleBase {
        @Override
        public Future<?> start() {
            EVENTS.add("+" + name());
            return name().equals("bad")
                    ? Future.failedFuture("simulated")
                    : vertx.timer(1).onSuccess(v -> EVENTS.add(name()));
        }

        @Override
        public Future<?> stop() {
            return vertx.timer(1)
                    .onSuccess(v -> EVENTS.add("-" + name()))
                    .compose(v -> name().equals("stuck") ? Future.failedFuture("stuck") : Future.succeededFuture());
        }

        private String name() {
            return config().getString("name");
        }
    }
}
