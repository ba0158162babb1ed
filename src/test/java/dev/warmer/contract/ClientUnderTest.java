package dev.warmer.contract;

import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Consumer;

/** A kind of client that keeps the contract, and what it takes to play with it. */
public interface ClientUnderTest {
    /** {@return a new client of this kind} */
    VerticleBase verticle(Consumer<String> transcript);

    /** {@return what deploys the clients} */
    Vertx vertx();

    /** {@return the transcript that every client here writes on} */
    List<String> told();

    /** Deploys instances of the client. */
    String deploy(JsonObject config, int instances);

    /** {@return the next word that a client has completed: its deployment and its failure, if it failed} */
    JsonObject word();

    /** Deploys the client. {@return why it failed, once it has completed, or null} */
    default String play(JsonObject config) {
        String id = deploy(config, 1);
        JsonObject word = word();
        if (!id.equals(word.getString("deployment"))) {
            throw new AssertionError("word of another deployment: " + word);
        }
        return word.getString("failure");
    }

    /** {@return the configuration of a client that plays these games, and waits for very long} */
    static JsonObject playing(int port, JsonObject... games) {
        return new JsonObject()
                .put("port", port)
                .put("replyTimeout", 600_000)
                .put("connectTimeout", 600_000)
                .put("games", new JsonArray(List.of(games)));
    }

    /** {@return a game with as many guesses as it may take} */
    static JsonObject game(long lower, long upper, long secret) {
        return game(lower, upper, secret, Integer.MAX_VALUE);
    }

    /** {@return a game with so many guesses} */
    static JsonObject game(long lower, long upper, long secret, int guesses) {
        return new JsonObject()
                .put("lower", lower)
                .put("upper", upper)
                .put("secret", secret)
                .put("guesses", guesses);
    }
}
