package dev.warmer.tls;

import dev.warmer.eventloop.ClientVerticle;
import dev.warmer.eventloop.ServerVerticle;
import dev.warmer.lifecycle.Completion;
import dev.warmer.threads.ThreadedClientVerticle;
import dev.warmer.threads.ThreadedServerVerticle;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The ways to wait: what holds of TLS holds for each of them. */
enum Driver {
    EVENT_LOOP,
    DIRECT_SOCKETS,
    THREADS;

    private static final int PATIENCE_SECONDS = 60;

    /** {@return the port of a server that has started} */
    int serve(Vertx vertx, JsonObject config) {
        JsonObject own = config.copy().put("port", 0);
        DeploymentOptions options =
                new DeploymentOptions().setConfig(this == DIRECT_SOCKETS ? own.put("sockets", "direct") : own);
        if (this != THREADS) {
            ServerVerticle server = new ServerVerticle(line -> {});
            await(vertx.deployVerticle(server, options));
            return server.port();
        }
        ThreadedServerVerticle server = new ThreadedServerVerticle(line -> {});
        await(vertx.deployVerticle(server, options));
        return server.port();
    }

    /** {@return why a client could not play, or "played"} */
    String play(Vertx vertx, int port, JsonObject tls) {
        JsonObject config = new JsonObject().put("host", "localhost").put("port", port);
        return play(vertx, tls == null ? config : config.put("tls", tls));
    }

    String play(Vertx vertx, JsonObject config) {
        JsonObject game = new JsonObject()
                .put("lower", 1)
                .put("upper", 20)
                .put("secret", 7)
                .put("guesses", 20);
        JsonObject playing =
                config.copy().put("games", new JsonArray().add(game).add(game));
        return play(
                vertx,
                this == THREADS ? new ThreadedClientVerticle(line -> {}) : new ClientVerticle(line -> {}),
                playing);
    }

    /** {@return what a client that is deployed like this fails with, or "played"} */
    static String play(Vertx vertx, Deployable client, JsonObject config) {
        CompletableFuture<String> played = new CompletableFuture<>();
        var words = Completion.subscribe(vertx, word -> played.complete(word.getString("failure", "played")));
        try {
            await(words.completion());
            await(vertx.deployVerticle(client, new DeploymentOptions().setConfig(config)));
            return played.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        } finally {
            await(words.unregister());
        }
    }

    static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }
}
