package dev.warmer.config;

import dev.warmer.config.ClientConfig.Endpoint;
import dev.warmer.config.ClientConfig.GameConfig;
import dev.warmer.game.Range;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;

/**
 * The configuration of a load client.
 *
 * @param server the server to measure
 * @param players the number of connections, over all instances
 * @param maxPlayers the maximum number of players that a board may set; empty if it cannot change their number
 * @param rate the number of rounds due per second, over all instances; 0 for a closed loop, in which each player's next
 *     round is due when it has the reply to the one before
 * @param play what each player plays
 * @param duration the duration of the measurement, without {@code warmup}; 0 for no limit
 * @param warmup the time to play before the measurement begins
 * @param report the file for the report; empty for none
 */
public record LoadConfig(
        Endpoint server,
        int players,
        Optional<Integer> maxPlayers,
        int rate,
        Play play,
        Duration duration,
        Duration warmup,
        Optional<String> report) {
    /**
     * What each player plays.
     *
     * @param games the number of games; 0 for no limit
     * @param range the range of every game
     * @param guesses the maximum number of guesses in a game
     * @param seed the seed of the secrets; empty for a random one
     * @param reconnect whether it connects again when its connection has ended
     */
    public record Play(int games, Range range, int guesses, Optional<Long> seed, boolean reconnect) {
        private static Play of(JsonObject json) {
            Optional<Long> seed = Optional.ofNullable(json.getLong("seed"));
            return new Play(
                    json.getInteger("games"),
                    Schema.object(json, "range", GameConfig::range).orElseThrow(),
                    json.getInteger("guesses"),
                    seed,
                    json.getBoolean("reconnect"));
        }
    }

    /**
     * {@return the configuration of JSON that was validated, with its defaults filled in}
     *
     * @throws InvalidConfigException if values are inconsistent
     */
    static LoadConfig of(JsonObject json) {
        return new LoadConfig(
                Endpoint.of(json),
                json.getInteger("players"),
                Optional.ofNullable(json.getInteger("maxPlayers")),
                json.getInteger("rate"),
                Play.of(json),
                Schema.milliseconds(json, "duration"),
                Schema.milliseconds(json, "warmup"),
                Optional.ofNullable(json.getString("report")));
    }
}
