package dev.warmer.contract;

import dev.warmer.lifecycle.Completion;
import dev.warmer.testing.Await;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** Subscribes to the completions of the clients that a test deploys. */
@ExtendWith(VertxExtension.class)
public abstract class ClientFixture implements ClientUnderTest {
    private final List<String> transcript = Collections.synchronizedList(new ArrayList<>());
    private final BlockingQueue<JsonObject> completions = new LinkedBlockingQueue<>();
    private Vertx vertx;

    @BeforeEach
    void subscribe(Vertx vertx, VertxTestContext context) {
        this.vertx = vertx;
        Completion.subscribe(vertx, completions::add).completion().onComplete(context.succeedingThenComplete());
    }

    @Override
    public Vertx vertx() {
        return vertx;
    }

    @Override
    public List<String> transcript() {
        return transcript;
    }

    @Override
    public String deploy(JsonObject config, int instances) {
        DeploymentOptions options = driver().options().setConfig(config).setInstances(instances);
        return Await.result(vertx.deployVerticle(() -> verticle(transcript::add), options));
    }

    @Override
    public JsonObject completion() {
        return Await.next(completions);
    }
}
