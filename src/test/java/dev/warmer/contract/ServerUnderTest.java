package dev.warmer.contract;

import dev.warmer.testing.Driver;
import dev.warmer.testing.Peer;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** A server that the contracts test. One is deployed before each test. */
public interface ServerUnderTest {
    /** {@return the driver of the servers} */
    Driver driver();

    /** {@return the configuration of the deployed server: any port, with a transcript, without a drain timeout} */
    JsonObject config();

    /** {@return the Vert.x of the servers} */
    Vertx vertx();

    /** {@return the port of the deployed server} */
    int port();

    /** {@return the transcript of the deployed server} */
    List<String> transcript();

    /** Connects to the deployed server. */
    default Peer connect() {
        return Peer.connect(port());
    }

    /** Deploys another server, without a transcript. */
    default Driver.Server deploy(JsonObject config) {
        return driver().deploy(vertx(), config);
    }
}
