package dev.warmer.contract;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** Puts a server up before each test; it goes down with its Vert.x. */
@ExtendWith(VertxExtension.class)
public abstract class ServerFixture implements ServerUnderTest {
    private final List<String> told = Collections.synchronizedList(new ArrayList<>());
    private Vertx vertx;
    private VerticleBase verticle;

    @BeforeEach
    void start(Vertx vertx, VertxTestContext context) {
        this.vertx = vertx;
        verticle = verticle(told::add);
        vertx.deployVerticle(verticle, new DeploymentOptions().setConfig(config()))
                .onComplete(context.succeedingThenComplete());
    }

    @Override
    public JsonObject config() {
        return new JsonObject().put("port", 0).put("transcript", true).put("drainTimeout", 0);
    }

    @Override
    public Vertx vertx() {
        return vertx;
    }

    @Override
    public int port() {
        return port(verticle);
    }

    @Override
    public List<String> told() {
        return told;
    }
}
