package dev.warmer.tls;

import dev.warmer.lifecycle.Completion;
import dev.warmer.testing.Await;
import dev.warmer.testing.Driver;
import dev.warmer.testing.LogCaptor;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A certificate authority, a certificate of a server for localhost, and servers and clients that use them. */
abstract class TlsTest {
    final Vertx vertx = Vertx.vertx();
    final Authority authority = new Authority("Test CA");
    final LogCaptor log = LogCaptor.of("dev.warmer");

    @TempDir
    Path folder;

    @BeforeEach
    void write() {
        authority.write(folder, "server", authority.issue("localhost"));
    }

    @AfterEach
    void close() {
        Await.result(vertx.close());
        log.close();
    }

    String file(String name) {
        return folder.resolve(name).toString();
    }

    /** {@return the {@code tls} of a server} */
    JsonObject serverTls() {
        return new JsonObject().put("certificate", file("server.pem")).put("key", file("server.key"));
    }

    /** {@return the {@code config} of a server, with a short drain timeout} */
    JsonObject server(JsonObject tls) {
        return new JsonObject().put("tls", tls).put("drainTimeout", 1);
    }

    int serve(Driver driver) {
        return serve(driver, server(serverTls()));
    }

    /** {@return the port of a server with this config} */
    int serve(Driver driver, JsonObject config) {
        return driver.deploy(vertx, config).port();
    }

    /** Plays two games. {@return the failure of the client, or "played"} */
    String play(Driver client, int port, JsonObject tls) {
        JsonObject config = new JsonObject().put("host", "localhost").put("port", port);
        return play(client, tls == null ? config : config.put("tls", tls));
    }

    String play(Driver client, JsonObject config) {
        JsonObject game = new JsonObject()
                .put("lower", 1)
                .put("upper", 20)
                .put("secret", 7)
                .put("guesses", 20);
        JsonArray games = new JsonArray().add(game).add(game);
        return play(
                client.client(line -> {}),
                client.options().setConfig(config.copy().put("games", games)));
    }

    String play(Deployable client, DeploymentOptions options) {
        CompletableFuture<String> played = new CompletableFuture<>();
        var completions =
                Completion.subscribe(vertx, message -> played.complete(message.getString("failure", "played")));
        try {
            Await.result(completions.completion());
            Await.result(vertx.deployVerticle(client, options));
            return Await.result(Future.fromCompletionStage(played));
        } finally {
            Await.result(completions.unregister());
        }
    }

    /** {@return the {@code tls} of a client that trusts the authority} */
    JsonObject clientTls() {
        return new JsonObject().put("trust", file("ca.pem"));
    }

    TlsPeer peer(int port, String protocol) throws IOException {
        return TlsPeer.connect(port, authority, protocol);
    }
}
