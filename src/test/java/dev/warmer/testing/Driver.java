package dev.warmer.testing;

import dev.warmer.eventloop.ClientVerticle;
import dev.warmer.eventloop.ServerVerticle;
import dev.warmer.threads.ThreadedClientVerticle;
import dev.warmer.threads.ThreadedServerVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.function.Consumer;

/** The servers and clients of each driver. */
public enum Driver {
    /** Event loops, {@code NetSocket}. */
    EVENT_LOOP,
    /** Event loops, direct sockets. Its client is that of {@link #EVENT_LOOP}. */
    DIRECT_SOCKETS,
    /** A thread for each connection. */
    THREADS;

    /**
     * A server that listens.
     *
     * @param id the ID of its deployment
     */
    public record Server(String id, int port) {}

    /** Deploys a server, on any free port unless the config has one. */
    public Server deploy(Vertx vertx, JsonObject config, Consumer<String> transcript) {
        VerticleBase verticle =
                this == THREADS ? new ThreadedServerVerticle(transcript) : new ServerVerticle(transcript);
        JsonObject complete = new JsonObject().put("port", 0).mergeIn(config);
        if (this == DIRECT_SOCKETS) {
            complete.put("sockets", "direct");
        }
        String id = Await.result(vertx.deployVerticle(verticle, new DeploymentOptions().setConfig(complete)));
        return new Server(id, port(verticle));
    }

    /** The same without a transcript. */
    public Server deploy(Vertx vertx, JsonObject config) {
        return deploy(vertx, config, line -> {});
    }

    private static int port(VerticleBase verticle) {
        return verticle instanceof ThreadedServerVerticle threaded
                ? threaded.port()
                : ((ServerVerticle) verticle).port();
    }

    /** {@return threads for event loops, and the reverse} */
    public Driver other() {
        return this == THREADS ? EVENT_LOOP : THREADS;
    }

    /** {@return a new client} */
    public VerticleBase client(Consumer<String> transcript) {
        return this == THREADS ? new ThreadedClientVerticle(transcript) : new ClientVerticle(transcript);
    }
}
