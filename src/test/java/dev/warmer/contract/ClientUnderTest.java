package dev.warmer.contract;

import dev.warmer.testing.Driver;
import io.vertx.core.Deployable;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Consumer;

/** A client that the contracts test. */
public interface ClientUnderTest {
    /** {@return the driver of the clients} */
    Driver driver();

    /** {@return a new client} */
    default Deployable verticle(Consumer<String> transcript) {
        return driver().client(transcript);
    }

    /** {@return the Vert.x of the clients} */
    Vertx vertx();

    /** {@return the transcript of all clients of the test} */
    List<String> transcript();

    /** Deploys instances of the client. {@return the ID of the deployment} */
    String deploy(JsonObject config, int instances);

    /** {@return the next message that a client has completed: its deployment, and its failure if it failed} */
    JsonObject completion();

    /** Deploys the client. {@return its failure once it has completed, or null} */
    default String play(JsonObject config) {
        String id = deploy(config, 1);
        JsonObject completion = completion();
        if (!id.equals(completion.getString("deployment"))) {
            throw new AssertionError("completion of another deployment: " + completion);
        }
        return completion.getString("failure");
    }

    /** {@return the configuration of a client that plays these games, with timeouts that do not pass} */
    static JsonObject playing(int port, JsonObject... games) {
        return new JsonObject()
                .put("port", port)
                .put("replyTimeout", 600_000)
                .put("connectTimeout", 600_000)
                .put("games", new JsonArray(List.of(games)));
    }

    /** {@return a game with an unlimited number of guesses} */
    static JsonObject game(long lower, long upper, long secret) {
        return game(lower, upper, secret, Integer.MAX_VALUE);
    }

    /** {@return a game with at most {@code guesses} guesses} */
    static JsonObject game(long lower, long upper, long secret, int guesses) {
        return new JsonObject()
                .put("lower", lower)
                .put("upper", upper)
                .put("secret", secret)
                .put("guesses", guesses);
    }
}
