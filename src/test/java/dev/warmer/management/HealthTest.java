package dev.warmer.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.warmer.lifecycle.ServerRegistry;
import dev.warmer.lifecycle.ServerVerticleBase;
import dev.warmer.net.BindFailedException;
import dev.warmer.testing.Await;
import dev.warmer.testing.Driver;
import dev.warmer.testing.EachDriver;
import dev.warmer.testing.LogCaptor;
import dev.warmer.testing.ManualTimers;
import dev.warmer.testing.Peer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class HealthTest {
    private static final int DRAIN_DELAY_MS = 3_599_999;

    private static void assertReady(Management operations, int status, int listening, int delaying, int draining) {
        HttpResponse<String> response = operations.get("/health/ready");
        assertThat(response.statusCode()).isEqualTo(status);
        JsonObject body = new JsonObject(response.body());
        assertThat(body.getString("outcome")).isEqualTo(status == 200 ? "UP" : "DOWN");
        assertThat(body.getJsonObject("data"))
                .isEqualTo(new JsonObject()
                        .put("listening", listening)
                        .put("delaying", delaying)
                        .put("draining", draining));
        assertThat(operations.get("/health/live").statusCode()).isEqualTo(200);
    }

    @EachDriver
    void isReadyFromTheFirstListenerToTheFirstStop(Driver driver, Vertx vertx) throws IOException {
        Management operations = Management.deploy(vertx);
        assertReady(operations, 503, 0, 0, 0);
        Driver.Server server = driver.deploy(vertx, new JsonObject());
        assertReady(operations, 200, 1, 0, 0);
        Driver.Server other = driver.deploy(vertx, new JsonObject());
        assertReady(operations, 200, 2, 0, 0);
        Future<Void> stopped;
        try (Peer player = Peer.connect(server.port())) {
            player.send("PARAMS 1 9\nNUMBER\n").line();
            stopped = vertx.undeploy(server.id());
            Await.until("not ready", () -> operations.get("/health/ready").statusCode() != 200);
            assertReady(operations, 503, 1, 0, 1);
            player.send("PARAMS 0 -1\n").lines();
        }
        Await.result(stopped);
        assertReady(operations, 200, 1, 0, 0);
        Await.result(vertx.undeploy(other.id()));
        assertReady(operations, 503, 0, 0, 0);
    }

    @EachDriver
    void isNotReadyDuringTheDrainDelayInWhichAConnectionIsAcceptedAndPlays(Driver driver, Vertx vertx) {
        Management operations = Management.deploy(vertx);
        ManualTimers delay = new ManualTimers(DRAIN_DELAY_MS);
        Driver.Server server = driver.deploy(vertx, new JsonObject().put("drainDelay", DRAIN_DELAY_MS), delay);
        assertReady(operations, 200, 1, 0, 0);
        Future<Void> stopped;
        try (LogCaptor log = LogCaptor.of(ServerVerticleBase.class.getName())) {
            stopped = vertx.undeploy(server.id());
            Await.until("not ready", () -> operations.get("/health/ready").statusCode() != 200);
            try (Peer peer = Peer.connect(server.port()).playGame()) {
                assertReady(operations, 503, 1, 1, 0);
                peer.startGame();
                delay.fire();
                Await.until(
                        "draining", () -> ServerRegistry.of(vertx).listening().isEmpty());
                assertReady(operations, 503, 0, 0, 1);
                peer.send("REPORT Correct\n").assertClosed();
            }
            String address = "127.0.0.1:" + server.port();
            assertThat(log.messages())
                    .containsExactly(
                            "drain delay " + DRAIN_DELAY_MS + " ms: not ready, still accepting connections on "
                                    + address,
                            "draining 1 connections of " + address + ", timeout 10000 ms");
        }
        Await.result(stopped);
        assertReady(operations, 503, 0, 0, 0);
    }

    @EachDriver
    void isNotReadyWhenTheServerCannotListen(Driver driver, Vertx vertx) throws IOException {
        Management operations = Management.deploy(vertx);
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            JsonObject config = new JsonObject().put("port", taken.getLocalPort());
            assertThatThrownBy(() -> driver.deploy(vertx, config)).isInstanceOf(BindFailedException.class);
        }
        assertReady(operations, 503, 0, 0, 0);
    }

    @Test
    void readinessIsThatOfOneVertx(Vertx one) {
        Driver.EVENT_LOOP.deploy(one, new JsonObject());
        Vertx other = Vertx.vertx();
        try {
            assertReady(Management.deploy(other), 503, 0, 0, 0);
        } finally {
            Await.result(other.close());
        }
    }

    @Test
    void answersUntilItIsStopped(Vertx vertx) {
        Management operations = Management.deploy(vertx);
        Await.result(vertx.undeploy(operations.id()));
        // An event loop closes the socket in its next iteration, which may be later.
        Await.until(
                "the connection is refused",
                () -> catchThrowable(() -> operations.get("/health/live")).getCause() instanceof ConnectException);
    }
}
