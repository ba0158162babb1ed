package dev.warmer.lifecycle;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import io.vertx.core.shareddata.Shareable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * The runs of load clients in a process, which the board reports, and the messages by which a board changes the number of
 * players of all runs of the cluster, or of its process without one. Safe for use from any thread.
 */
public final class LoadRegistry implements Shareable {
    private static final String ADDRESS = "warmer.load.players";
    private static final String PLAYERS = "players";

    /**
     * The state of a run.
     *
     * @param name the address of the server that it measures
     * @param players the number of players that are connected
     * @param maxPlayers the maximum number of players that a board may set; empty if it cannot change their number
     * @param rounds the number of rounds since the start, those of the warm-up included
     * @param errors the number of errors since the start
     */
    public record Load(String name, int players, Optional<Integer> maxPlayers, long rounds, long errors) {}

    private final Map<String, Supplier<Load>> runs = new ConcurrentHashMap<>();

    /** {@return the registry that all verticles of this Vert.x share} */
    public static LoadRegistry of(Vertx vertx) {
        return vertx.sharedData()
                .<String, LoadRegistry>getLocalMap("warmer.loads")
                .computeIfAbsent("all", key -> new LoadRegistry());
    }

    /** Registers the run of a deployment. */
    public void add(String deployment, Supplier<Load> run) {
        runs.put(deployment, run);
    }

    /** Removes the run of a deployment. */
    public void remove(String deployment) {
        runs.remove(deployment);
    }

    /** {@return the state of each run} */
    public List<Load> loads() {
        return runs.values().stream().map(Supplier::get).toList();
    }

    /** Publishes the number of players that each run is to have. */
    public static void publishPlayers(Vertx vertx, int count) {
        vertx.eventBus().publish(ADDRESS, JsonObject.of(PLAYERS, count));
    }

    /**
     * Calls {@code handler} with each number of players that is published, on the current context, until the verticle is
     * undeployed.
     *
     * @return completed when it receives them
     */
    public static Future<Void> subscribePlayers(Vertx vertx, IntConsumer handler) {
        MessageConsumer<JsonObject> consumer = vertx.eventBus()
                .consumer(ADDRESS, message -> handler.accept(message.body().getInteger(PLAYERS)));
        return consumer.completion();
    }
}
