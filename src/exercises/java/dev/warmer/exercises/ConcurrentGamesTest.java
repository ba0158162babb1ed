package dev.warmer.exercises;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Exercise 4: games that are played at the same time, up to a limit. */
class ConcurrentGamesTest {
    /** The games that have begun, in order. A game is a letter; its result is the letter in lower case. */
    private final Map<String, Promise<String>> begun = new LinkedHashMap<>();

    private Future<List<String>> play(int limit, String... games) {
        return ConcurrentGames.play(List.of(games), limit, game -> {
            begun.put(game, Promise.promise());
            return begun.get(game).future();
        });
    }

    private void end(String game) {
        begun.get(game).complete(game.toLowerCase());
    }

    @Test
    void asManyGamesAsTheLimitAreInProgress() {
        Future<List<String>> played = play(2, "A", "B", "C", "D");
        assertThat(begun).as("exercise 4: games that begin at once").containsOnlyKeys("A", "B");
        end("B");
        assertThat(begun).as("exercise 4: games after one has ended").containsOnlyKeys("A", "B", "C");
        end("C");
        end("D");
        assertThat(played.isComplete()).as("exercise 4: complete without A").isFalse();
        end("A");
        assertThat(played.result()).as("exercise 4: results in order").containsExactly("a", "b", "c", "d");
    }

    @Test
    void noGameBeginsAfterAFailure() {
        Future<List<String>> played = play(2, "A", "B", "C", "D");
        assertThat(begun).as("exercise 4: games that begin at once").containsOnlyKeys("A", "B");
        begun.get("A").fail("A was lost");
        end("B");
        assertThat(begun).as("exercise 4: games after a failure").containsOnlyKeys("A", "B");
        assertThat(played.cause()).as("exercise 4: the failure").hasMessage("A was lost");
    }

    @Test
    void limitMayBeMoreThanThereAreGames() {
        Future<List<String>> played = play(9, "A", "B");
        assertThat(begun).as("exercise 4: games that begin at once").containsOnlyKeys("A", "B");
        end("A");
        end("B");
        assertThat(played.result()).as("exercise 4: results").containsExactly("a", "b");
        assertThat(play(9).result()).as("exercise 4: results of no games").isEmpty();
    }

    @Test
    void gamesThatEndAtOnceDoNotNest() {
        List<Integer> games = IntStream.range(0, 100_000).boxed().toList();
        assertThat(ConcurrentGames.play(games, 3, Future::succeededFuture).result())
                .as("exercise 4: results of 100,000 games that end at once")
                .isEqualTo(games);
    }
}
