package dev.warmer.contract;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A kind of server that keeps the contract, and one of them up for the test at hand. */
public interface ServerUnderTest {
    /** {@return a new server of this kind} */
    VerticleBase verticle(Consumer<String> transcript);

    /** {@return where it listens, once it is deployed} */
    int port(VerticleBase verticle);

    /** {@return the configuration of the server that is up: any port, transcript told, no game waited for at the end} */
    JsonObject config();

    /** {@return what deploys the servers} */
    Vertx vertx();

    /** {@return the port of the server that is up} */
    int port();

    /** {@return the transcript of the server that is up} */
    List<String> told();

    /** Connects to the server that is up. */
    default Peer connect() {
        return Peer.connect(port());
    }

    /** Deploys one more server. */
    default Deployed deploy(JsonObject config, Consumer<String> transcript) {
        VerticleBase verticle = verticle(transcript);
        String id = await(vertx().deployVerticle(verticle, new DeploymentOptions().setConfig(config)));
        return new Deployed(id, port(verticle));
    }

    /** Waits for the future, though not for ever. */
    static <T> T await(io.vertx.core.Future<T> future) {
        try {
            return future.await(20, TimeUnit.SECONDS);
        } catch (java.util.concurrent.TimeoutException e) {
            throw new AssertionError("still waiting", e);
        }
    }

    /**
     * A server that is up.
     *
     * @param id its deployment
     * @param port where it listens
     */
    record Deployed(String id, int port) {}
}
