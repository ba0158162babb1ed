package dev.warmer.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
