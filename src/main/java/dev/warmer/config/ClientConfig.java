package dev.warmer.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What can be tuned of a client.
 *
 * @param server whom to play with
 * @param games what to play, in order
 */
public record ClientConfig(Endpoint server, List<GameConfig> games) {
    /**
     * Copies the games.
     *
     * @throws InvalidConfigException if there is no game
     */
    public ClientConfig {
        games = List.copyOf(games);
        if (games.isEmpty()) {
            throw new InvalidConfigException("games", games, "an array, not empty");
        }
    }

    /**
     * {@return the configuration that a checked and completed JSON object stands for}
     *
     * @throws InvalidConfigException if values do not go together
     */
    public static ClientConfig of(Map<String, Object> map) {
        return new ClientConfig(Endpoint.of(map), games(new Values(map).objects("games")));
    }

    private static List<GameConfig> games(List<Map<String, Object>> maps) {
        List<GameConfig> games = new ArrayList<>();
        List<InvalidConfigException.Problem> problems = new ArrayList<>();
        for (int i = 0; i < maps.size(); i++) {
            String path = "games[" + i + "]";
            try {
                games.add(GameConfig.of(maps.get(i)));
            } catch (InvalidConfigException e) {
                e.problems().forEach(problem -> problems.add(problem.in(path)));
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidConfigException(problems);
        }
        return games;
    }
}
