package dev.warmer.contract;

import static dev.warmer.contract.ClientUnderTest.game;
import static dev.warmer.contract.ClientUnderTest.playing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warmer.config.InvalidConfigException;
import dev.warmer.eventloop.ServerVerticle;
import dev.warmer.testing.Await;
import dev.warmer.testing.Ports;
import dev.warmer.testing.ScriptedServer;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a client connects, and how it stops. */
public interface ConnectContract extends ClientUnderTest {
    @Test
    default void retriesUntilTheServerListens() throws IOException {
        int port = Ports.free();
        String id = deploy(playing(port, game(1, 5, 3)), 1);
        JsonObject config = new JsonObject().put("port", port);
        Await.result(vertx().timer(100)
                .compose(later ->
                        vertx().deployVerticle(new ServerVerticle(), new DeploymentOptions().setConfig(config))));
        assertThat(completion()).isEqualTo(new JsonObject().put("deployment", id));
        assertThat(transcript()).endsWith("Client: 3 is Correct");
    }

    @Test
    default void failsWhenNoServerListensInTime() throws IOException {
        int port = Ports.free();
        assertThat(play(playing(port, game(1, 5, 3)).put("connectTimeout", 150)))
                .startsWith("cannot connect to 127.0.0.1:" + port + " within 150 ms: ")
                .contains("refused");
        assertThat(transcript()).isEmpty();
    }

    @Test
    default void failsWhenTheHostIsUnknown() {
        String host = "x".repeat(64) + ".invalid"; // no name server is queried for an invalid name
        assertThat(play(playing(1234, game(1, 5, 3)).put("host", host).put("connectTimeout", 150)))
                .isEqualTo("cannot connect to " + host + ":1234 within 150 ms: unknown host");
    }

    @Test
    default void resolvesTheHostName() throws IOException {
        try (ScriptedServer server = ScriptedServer.answering("3\n")) {
            assertThat(play(playing(server.port(), game(1, 5, 3)).put("host", "localhost")))
                    .isNull();
        }
    }

    @Test
    default void undeploymentEndsTheGame() throws Exception {
        CountDownLatch requested = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.playing(client -> {
            client.line();
            client.line();
            requested.countDown();
            return client.rest();
        })) {
            String id = deploy(playing(server.port(), game(1, 5, 3)), 1);
            Await.zero(requested);
            Await.result(vertx().undeploy(id));
            assertThat(completion().getString("deployment")).isEqualTo(id);
        }
    }

    @Test
    default void undeploymentEndsTheAttemptsToConnect() throws IOException {
        String id = deploy(playing(Ports.free(), game(1, 5, 3)), 1);
        Await.result(vertx().undeploy(id));
        assertThat(completion().getString("deployment")).isEqualTo(id);
        assertThat(transcript()).isEmpty();
    }

    /** Any code may throw an error while the process is out of memory; here the transcript does. */
    @ParameterizedTest
    @ValueSource(strings = {"Guess a number between 1 and 5! Shhhhh, it's 3.", "Client: 3 is Correct"})
    default void errorIsPublishedAsFailure(String line) throws IOException {
        try (ScriptedServer server = ScriptedServer.answering("3\n")) {
            Deployable client = verticle(printed -> {
                if (printed.equals(line)) {
                    throw new OutOfMemoryError("no memory");
                }
            });
            JsonObject config = playing(server.port(), game(1, 5, 3));
            String id = Await.result(
                    vertx().deployVerticle(client, driver().options().setConfig(config)));
            assertThat(completion())
                    .isEqualTo(new JsonObject()
                            .put("deployment", id)
                            .put("failure", "java.lang.OutOfMemoryError: no memory"));
        }
    }

    @Test
    default void doesNotStartWithAnInvalidConfiguration() {
        assertThatThrownBy(() -> deploy(playing(1234, game(1, 5, 6)), 1))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessage("games[0].secret: 6 is not allowed: a number in the game's range, 1 to 5");
    }
}
