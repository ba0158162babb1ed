package dev.warmer.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.testing.Await;
import dev.warmer.testing.Backlog;
import dev.warmer.testing.Driver;
import dev.warmer.web.WebVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The accept queue of servers whose sockets are Vert.x's. */
class BacklogTest {
    private final Vertx vertx = Vertx.vertx();
    private final CountDownLatch tested = new CountDownLatch(1);

    @AfterEach
    void close() {
        tested.countDown();
        Await.result(vertx.close());
    }

    /** Keeps Vert.x from accepting connections. */
    private void stopAccepting() {
        CountDownLatch stopped = new CountDownLatch(1);
        ((VertxInternal) vertx).acceptorEventLoopGroup().next().execute(() -> {
            stopped.countDown();
            Await.zero(tested);
        });
        Await.zero(stopped);
    }

    static Stream<Driver> drivers() {
        return Driver.available().filter(driver -> driver != Driver.THREADS);
    }

    @ParameterizedTest
    @MethodSource("drivers")
    void lengthOfTheAcceptQueueIsTheConfiguredOne(Driver driver) {
        int full = driver.deploy(vertx, new JsonObject().put("backlog", 1)).port();
        int roomy = driver.deploy(vertx, new JsonObject().put("backlog", Backlog.CONNECTIONS))
                .port();
        stopAccepting();
        assertThat(Backlog.isExceeded(full)).isTrue();
        assertThat(Backlog.isExceeded(roomy)).isFalse();
    }

    @Test
    void lengthOfTheAcceptQueueOfAServerForBrowsersIsTheConfiguredOne() {
        WebVerticle verticle = new WebVerticle();
        JsonObject config = new JsonObject().put("port", 0).put("backlog", 1);
        Await.result(vertx.deployVerticle(verticle, new DeploymentOptions().setConfig(config)));
        stopAccepting();
        assertThat(Backlog.isExceeded(verticle.port())).isTrue();
    }
}
