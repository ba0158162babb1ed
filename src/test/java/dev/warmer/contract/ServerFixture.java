package dev.warmer.contract;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.core.transport.Transport;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Puts a server up before each test; it goes down with its Vert.x. */
public abstract class ServerFixture implements ServerUnderTest {
    private final List<String> told = Collections.synchronizedList(new ArrayList<>());
    private Vertx vertx;
    private VerticleBase verticle;

    @BeforeEach
    void start() {
        vertx = Vertx.builder().withTransport(transport()).build();
        verticle = verticle(told::add);
        ServerUnderTest.await(vertx.deployVerticle(verticle, new DeploymentOptions().setConfig(config())));
    }

    @AfterEach
    void stop() {
        ServerUnderTest.await(vertx.close());
    }

    /** {@return how event loops wait for sockets} */
    protected Transport transport() {
        return Transport.NIO;
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
