package dev.warmer.config;

import dev.warmer.game.Range;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What can be tuned of a load client.
 *
 * @param server whom to play with
 * @param players how many connections to play on, over all instances
 * @param rate how many rounds are due in a second, over all instances; 0 for a closed loop, in which each player's next
 *     round is due when it has the reply to the one before
 * @param play what each player plays
 * @param duration how long to play, {@code warmup} not included; 0 for no limit
 * @param warmup how long to play before anything is measured
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
    private static final int MOST_PLAYERS = 1_000_000;
    private static final int HIGHEST_RATE = 10_000_000;
    private static final long WEEK_MS = 604_800_000;
    private static final long HOUR_MS = 3_600_000;

    /** @throws InvalidConfigException if a number is out of its bounds */
    public LoadConfig {
        Bounds.check("players", players, 1, MOST_PLAYERS);
        Bounds.check("rate", rate, 0, HIGHEST_RATE);
        Bounds.check("duration", duration, 0, WEEK_MS);
        Bounds.check("warmup", warmup, 0, HOUR_MS);
    }

    /**
     * What each player plays.
     *
     * @param games how many games; 0 for no limit
     * @param range the range of every game
     * @param guesses how often to ask in a game before giving up
     * @param seed what the secrets come from; empty for others each time
     */
    public record Play(int games, Range range, int guesses, Optional<Long> seed) {
        /** @throws InvalidConfigException if a number is out of its bounds */
        public Play {
            Bounds.check("games", games, 0, Integer.MAX_VALUE);
            Bounds.check("guesses", guesses, 1, Integer.MAX_VALUE);
        }

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
     * {@return the configuration that a checked and completed JSON object stands for}
     *
     * @throws InvalidConfigException if values do not go together
     */
    public static LoadConfig of(Map<String, Object> map) {
        Values values = new Values(map);
        return new LoadConfig(
                Endpoint.of(map),
                values.integer("players"),
                values.integer("rate"),
                Play.of(map),
                values.milliseconds("duration"),
                values.milliseconds("warmup"),
                values.text("report"));
    }
}
