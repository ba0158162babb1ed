package dev.warmer.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.testing.Await;
import dev.warmer.testing.LogCaptor;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;

/** Servers for browsers, which log no stack trace whatever their peers do. */
abstract class WebFixture {
    final Vertx vertx = Vertx.vertx();
    private final LogCaptor log = LogCaptor.of("dev.warmer");
    private final LogCaptor vertxLog = LogCaptor.of("io.vertx");
    /** The id of the deployment of the latest server. */
    String webId;

    /** {@return the port of a server with this config} */
    int serve(JsonObject config) {
        WebVerticle verticle = new WebVerticle(line -> {});
        JsonObject complete =
                new JsonObject().put("port", 0).put("drainTimeout", 0).mergeIn(config);
        webId = Await.result(vertx.deployVerticle(verticle, new DeploymentOptions().setConfig(complete)));
        return verticle.port();
    }

    @AfterEach
    void close() {
        Await.result(vertx.close());
        assertThat(log.hasException() || vertxLog.hasException())
                .as("a stack trace is logged")
                .isFalse();
        log.close();
        vertxLog.close();
    }
}
