package dev.warmer.exercises;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Exercise 4 begins here: plays games one after another, whatever the limit is. */
public final class ConcurrentGames {
    private ConcurrentGames() {}

    /**
     * Plays all games, at most {@code limit} at a time. For one context, on which the futures of {@code player} complete.
     *
     * @param player plays a game
     * @return the results, in the order of the games; or the first failure, after which no further game is begun
     */
    public static <G, R> Future<List<R>> play(List<G> games, int limit, Function<G, Future<R>> player) {
        List<R> results = new ArrayList<>();
        Future<Void> played = Future.succeededFuture();
        for (G game : games) {
            played = played.compose(before -> player.apply(game))
                    .map(results::add)
                    .mapEmpty();
        }
        return played.map(results);
    }
}
