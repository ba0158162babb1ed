package dev.warmer.contract;

import dev.warmer.testing.Await;
import dev.warmer.testing.Driver;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.core.transport.Transport;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** Deploys a server before each test, and undeploys all servers after it. The tests of a class share a Vert.x. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ServerFixture implements ServerUnderTest {
    private final Driver driver;
    private final Transport transport;
    private final List<String> transcript = Collections.synchronizedList(new ArrayList<>());
    private Vertx vertx;
    private Driver.Server server;

    /** @param driver the driver of the servers, which event loops run on NIO */
    protected ServerFixture(Driver driver) {
        this(driver, Transport.NIO);
    }

    /** @param transport how event loops wait for sockets */
    protected ServerFixture(Driver driver, Transport transport) {
        this.driver = driver;
        this.transport = transport;
    }

    @BeforeAll
    void start() {
        vertx = Vertx.builder().withTransport(transport).build();
    }

    @BeforeEach
    void deploy() {
        transcript.clear();
        server = driver.deploy(vertx, config(), transcript::add);
    }

    @AfterEach
    void undeploy() {
        Await.result(
                Future.join(vertx.deploymentIDs().stream().map(vertx::undeploy).toList()));
    }

    @AfterAll
    void stop() {
        Await.result(vertx.close());
    }

    @Override
    public final Driver driver() {
        return driver;
    }

    @Override
    public JsonObject config() {
        return new JsonObject().put("transcript", true).put("drainTimeout", 0);
    }

    @Override
    public final Vertx vertx() {
        return vertx;
    }

    @Override
    public final int port() {
        return server.port();
    }

    @Override
    public final List<String> transcript() {
        return transcript;
    }
}
