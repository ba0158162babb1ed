package dev.warmer.config;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * The configuration of a client.
 *
 * @param server the server to play with
 * @param games the games to play, in order, at least one
 */
public record ClientConfig(Endpoint server, List<GameConfig> games) {
    /** Copies the games. */
    public ClientConfig {
        games = List.copyOf(games);
    }

    /**
     * {@return the configuration of JSON that was validated, with its defaults filled in}
     *
     * @throws InvalidConfigException if values are inconsistent
     */
    static ClientConfig of(JsonObject json) {
        return new ClientConfig(Endpoint.of(json), games(json.getJsonArray("games")));
    }

    private static List<GameConfig> games(JsonArray array) {
        List<GameConfig> games = new ArrayList<>();
        List<InvalidConfigException.Problem> problems = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            String path = "games[" + i + "]";
            try {
                games.add(GameConfig.of(array.getJsonObject(i)));
            } catch (InvalidConfigException e) {
                problems.addAll(e.problemsIn(path));
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidConfigException(problems);
        }
        return games;
    }
}
