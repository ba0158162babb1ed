package dev.warmer.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.warmer.testing.Await;
import dev.warmer.testing.Driver;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.Timeout;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(VertxExtension.class)
@Timeout(value = 60, timeUnit = TimeUnit.SECONDS)
class HealthTest {
    private static void assertReady(Management operations, int status, int listening, int draining) {
        HttpResponse<String> response = operations.get("/health/ready");
        assertThat(response.statusCode()).isEqualTo(status);
        JsonObject body = new JsonObject(response.body());
        assertThat(body.getString("outcome")).isEqualTo(status == 200 ? "UP" : "DOWN");
        assertThat(body.getJsonObject("data"))
                .isEqualTo(new JsonObject().put("listening", listening).put("draining", draining));
        assertThat(operations.get("/health/live").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(Driver.class)
    void isReadyFromTheFirstListenerToTheFirstStop(Driver driver, Vertx vertx) throws IOException {
        Management operations = Management.deploy(vertx);
        assertReady(operations, 503, 0, 0);
        Driver.Server server = driver.deploy(vertx, new JsonObject(), line -> {});
        assertReady(operations, 200, 1, 0);
        Driver.Server other = driver.deploy(vertx, new JsonObject(), line -> {});
        assertReady(operations, 200, 2, 0);
        Future<Void> stopped;
        try (Peer player = new Peer(server.port())) {
            player.send("PARAMS 1 9\nNUMBER\n").line();
            stopped = vertx.undeploy(server.id());
            while (operations.get("/health/ready").statusCode() == 200) {
                // a moment, until the server has begun to stop
            }
            assertReady(operations, 503, 1, 1);
            player.send("PARAMS 0 -1\n").awaitEnd();
        }
        Management.await(stopped);
        assertReady(operations, 200, 1, 0);
        Management.await(vertx.undeploy(other.id()));
        assertReady(operations, 503, 0, 0);
    }

    @ParameterizedTest
    @EnumSource(Driver.class)
    void isNotReadyWhenTheServerCannotListen(Driver driver, Vertx vertx) throws IOException {
        Management operations = Management.deploy(vertx);
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            JsonObject config = new JsonObject().put("port", taken.getLocalPort());
            assertThat(catchThrowable(() -> driver.deploy(vertx, config, line -> {})))
                    .isNotNull();
        }
        assertReady(operations, 503, 0, 0);
    }

    @Test
    void eachVertxIsReadyOnItsOwn(Vertx one) {
        Driver.EVENT_LOOP.deploy(one, new JsonObject(), line -> {});
        Vertx other = Vertx.vertx();
        try {
            assertReady(Management.deploy(other), 503, 0, 0);
        } finally {
            Management.await(other.close());
        }
    }

    @Test
    void answersUntilItIsStopped(Vertx vertx) {
        Management operations = Management.deploy(vertx);
        Management.await(vertx.undeploy(operations.id()));
        // An event loop closes the socket in its next round, which may be a moment later.
        Await.until(
                "the connection is refused",
                () -> catchThrowable(() -> operations.get("/health/live")).getCause() instanceof ConnectException);
    }
}
