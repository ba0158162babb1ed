package dev.warmer.contract;

import dev.warmer.lifecycle.Completion;
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
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** Hears the word of the clients that a test deploys. */
@ExtendWith(VertxExtension.class)
public abstract class ClientFixture implements ClientUnderTest {
    private final List<String> told = Collections.synchronizedList(new ArrayList<>());
    private final BlockingQueue<JsonObject> words = new LinkedBlockingQueue<>();
    private Vertx vertx;

    @BeforeEach
    void hear(Vertx vertx, VertxTestContext context) {
        this.vertx = vertx;
        Completion.subscribe(vertx, words::add).completion().onComplete(context.succeedingThenComplete());
    }

    @Override
    public Vertx vertx() {
        return vertx;
    }

    @Override
    public List<String> told() {
        return told;
    }

    @Override
    public String deploy(JsonObject config, int instances) {
        DeploymentOptions options = new DeploymentOptions().setConfig(config).setInstances(instances);
        return ServerUnderTest.await(vertx.deployVerticle(() -> verticle(told::add), options));
    }

    @Override
    public JsonObject word() {
        try {
            JsonObject word = words.poll(60, TimeUnit.SECONDS);
            if (word == null) {
                throw new AssertionError("no word of the client's end");
            }
            return word;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
