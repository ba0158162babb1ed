package dev.warmer.management;

import dev.warmer.eventloop.ServerVerticle;
import dev.warmer.threads.ThreadedServerVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.function.Consumer;

/** A server of each kind: what an operator sees does not depend on which. */
enum Driver {
    EVENT_LOOPS {
        @Override
        VerticleBase verticle(Consumer<String> transcript) {
            return new ServerVerticle(transcript);
        }

        @Override
        int port(VerticleBase server) {
            return ((ServerVerticle) server).port();
        }
    },
    THREADS {
        @Override
        VerticleBase verticle(Consumer<String> transcript) {
            return new ThreadedServerVerticle(transcript);
        }

        @Override
        int port(VerticleBase server) {
            return ((ThreadedServerVerticle) server).port();
        }
    };

    abstract VerticleBase verticle(Consumer<String> transcript);

    abstract int port(VerticleBase server);

    /** A server that is deployed. */
    record Running(String id, int port) {}

    Running deploy(Vertx vertx, JsonObject config, Consumer<String> transcript) {
        VerticleBase server = verticle(transcript);
        DeploymentOptions options = new DeploymentOptions()
                .setConfig(new JsonObject().put("port", 0).mergeIn(config));
        String id = Management.await(vertx.deployVerticle(server, options));
        return new Running(id, port(server));
    }
}
