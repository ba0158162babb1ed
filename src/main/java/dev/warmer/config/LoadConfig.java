package dev.warmer.config;

import dev.warmer.game.Range;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The configuration of a load client.
 *
 * @param server the server to measure
 * @param players the number of connections, over all instances
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
     */
    public record Play(int games, Range range, int guesses, Optional<Long> seed) {
        private static Play of(Map<String, Object> map) {
            Values values = new Values(map);
            Optional<Long> seed = map.containsKey("seed") ? Optional.of(values.number("seed")) : Optional.empty();
            return new Play(
                    values.integer("games"),
                    values.object("range", Values::range).orElseThrow(),
                    values.integer("guesses"),
                    seed);
        }
    }

    /**
     * {@return the configuration of JSON that was validated, with its defaults filled in}
     *
     * @throws InvalidConfigException if values are inconsistent
     */
    public static LoadConfig of(Map<String, Object> map) {
        Values values = new Values(map);
        return new LoadConfig(
                Endpoint.of(map),
                values.integer("players"),
                values.integer("rounds"),
                Play.of(map),
                values.milliseconds("duration"),
                values.milliseconds("warmup"),
                values.text("report"));
    }
}
