package dev.warmer.config;

import dev.warmer.config.InvalidConfigException.Problem;
import dev.warmer.config.TlsConfig.ClientTls;
import dev.warmer.game.Range;
import dev.warmer.game.Secret;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
     * @throws InvalidConfigException if the values of games are inconsistent
     */
    static ClientConfig of(JsonObject json) {
        return new ClientConfig(Endpoint.of(json), games(json.getJsonArray("games")));
    }

    private static List<GameConfig> games(JsonArray array) {
        List<GameConfig> games = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            try {
                games.add(GameConfig.of(array.getJsonObject(i)));
            } catch (InvalidConfigException e) {
                problems.addAll(e.problemsIn("games[" + i + "]"));
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidConfigException(problems);
        }
        return games;
    }

    /**
     * The server that a client connects to, and the client's timeouts.
     *
     * @param host the server's name or address
     * @param port the server's TCP port
     * @param connectTimeout the time for all attempts to connect together
     * @param replyTimeout the longest time to wait for one reply
     * @param tls the client's TLS; empty for plaintext
     */
    public record Endpoint(
            String host, int port, Duration connectTimeout, Duration replyTimeout, Optional<ClientTls> tls) {
        static Endpoint of(JsonObject json) {
            return new Endpoint(
                    json.getString("host"),
                    json.getInteger("port"),
                    Schema.milliseconds(json, "connectTimeout"),
                    Schema.milliseconds(json, "replyTimeout"),
                    Schema.object(json, "tls", ClientTls::of));
        }
    }

    /**
     * A game that a client plays.
     *
     * @param range the range that the server guesses in
     * @param number the secret number, in the range
     * @param guesses the maximum number of guesses
     */
    public record GameConfig(Range range, long number, int guesses) {
        /** @throws InvalidConfigException if the secret is outside the range */
        public GameConfig {
            if (!range.contains(number)) {
                throw new InvalidConfigException("secret", number, "a number in the game's range, " + range);
            }
        }

        private static GameConfig of(JsonObject json) {
            return new GameConfig(range(json), json.getLong("secret"), json.getInteger("guesses"));
        }

        /** {@return the range from {@code lower} to {@code upper}} */
        static Range range(JsonObject json) {
            long lower = json.getLong("lower");
            long upper = json.getLong("upper");
            if (lower > upper) {
                throw new InvalidConfigException("lower", lower, "an integer not above the game's upper, " + upper);
            }
            return new Range(lower, upper);
        }

        /** {@return the client-side state of a new game} */
        public Secret secret() {
            return new Secret(number);
        }
    }
}
