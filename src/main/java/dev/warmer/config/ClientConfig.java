package dev.warmer.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What can be tuned of a client.
 *
 * @param host the server's name or address
 * @param port the server's TCP port
 * @param games what to play, in order
 * @param connectTimeout how long to try to connect
 * @param replyTimeout how long to wait for a reply
 * @param tls how to speak TLS; empty for plaintext
 */
public record ClientConfig(
        String host,
        int port,
        List<GameConfig> games,
        Duration connectTimeout,
        Duration replyTimeout,
        Optional<ClientTls> tls) {
    private static final long HOUR_MS = 3_600_000;

    /**
     * Copies the games.
     *
     * @throws InvalidConfigException if there is no game or no host, or a number is out of its bounds
     */
    public ClientConfig {
        games = List.copyOf(games);
        if (games.isEmpty()) {
            throw new InvalidConfigException("games", games, "an array, not empty");
        }
        Bounds.checkAddress(host, port, 1);
        Bounds.check("connectTimeout", connectTimeout, 1, HOUR_MS);
        Bounds.check("replyTimeout", replyTimeout, 1, HOUR_MS);
    }

    /**
     * {@return the configuration that a checked and completed JSON object stands for}
     *
     * @throws InvalidConfigException if values do not go together
     */
    public static ClientConfig of(Map<String, Object> map) {
        Values values = new Values(map);
        return new ClientConfig(
                values.string("host"),
                values.integer("port"),
                games(values.objects("games")),
                values.milliseconds("connectTimeout"),
                values.milliseconds("replyTimeout"),
                values.object("tls", ClientTls::of));
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
