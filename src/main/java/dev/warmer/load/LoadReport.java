package dev.warmer.load;

import dev.warmer.config.LoadConfig;
import dev.warmer.game.Range;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/**
 * The result of a run, as a table and in JSON.
 *
 * @param seed what the secrets were generated from
 * @param connected the largest number of players that were connected at a time
 * @param nanos how long was measured
 * @param errors the number of errors of each kind
 */
record LoadReport(
        LoadConfig config,
        int instances,
        long seed,
        int connected,
        long nanos,
        LoadStats stats,
        Map<String, Long> errors) {
    private static final double[] PERCENTILES = {50, 75, 90, 95, 99, 99.9};

    static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** {@return whether each player was connected and no reply was wrong} */
    boolean isClean() {
        return errors.isEmpty();
    }

    /** {@return all errors in one line} */
    String failure() {
        return "errors: "
                + errors.entrySet().stream()
                        .map(error -> error.getKey() + " " + error.getValue())
                        .collect(Collectors.joining(", "));
    }

    private double roundsPerSecond() {
        return nanos == 0 ? 0 : stats.rounds() * 1e9 / nanos;
    }

    /** {@return mean, percentiles and maximum, in order} */
    private static Map<String, Object> distribution(Histogram histogram, double unit) {
        Map<String, Object> distribution = new LinkedHashMap<>();
        distribution.put("mean", histogram.getMean() / unit);
        for (double percentile : PERCENTILES) {
            String name = "p" + String.valueOf(percentile).replace(".0", "");
            distribution.put(name, histogram.getValueAtPercentile(percentile) / unit);
        }
        distribution.put("max", histogram.getMaxValue() / unit);
        return distribution;
    }

    /** {@return the table, a line for each figure} */
    String table() {
        StringBuilder table = new StringBuilder();
        row(table, "players", connected + " of " + config.players());
        row(table, "seconds", nanos / 1e9);
        row(table, "rounds", stats.rounds());
        row(table, "  per second", roundsPerSecond());
        row(table, "  unanswered", stats.unanswered);
        row(table, "  late", stats.late);
        row(table, "games", stats.games());
        row(table, "  won", stats.won);
        row(table, "  lost", stats.games() - stats.won);
        row(table, "  unfinished", stats.unfinished);
        row(table, "  guesses, mean", stats.guesses.getMean());
        row(table, "  guesses, most", stats.guesses.getMaxValue());
        row(table, "latency, µs", "");
        distribution(stats.latencies, 1e3).forEach((name, value) -> row(table, "  " + name, value));
        row(table, "errors", sum(errors));
        errors.forEach((kind, count) -> row(table, "  " + kind, count));
        return table.toString().stripTrailing();
    }

    private static void row(StringBuilder table, String name, Object value) {
        String text = value instanceof Double decimal ? String.format(Locale.ROOT, "%.1f", decimal) : value.toString();
        table.append(String.format("%-20s %14s", name, text).stripTrailing()).append('\n');
    }

    /** {@return the report for programs} */
    JsonObject json() {
        return new JsonObject()
                .put("config", configJson())
                .put("connected", connected)
                .put("seconds", nanos / 1e9)
                .put("rounds", stats.rounds())
                .put("roundsPerSecond", roundsPerSecond())
                .put("unanswered", stats.unanswered)
                .put("late", stats.late)
                .put("games", stats.games())
                .put("won", stats.won)
                .put("lost", stats.games() - stats.won)
                .put("unfinished", stats.unfinished)
                .put("guessesPerGame", new JsonObject(distribution(stats.guesses, 1)))
                .put("latencyMicros", new JsonObject(distribution(stats.latencies, 1e3)))
                .put("errors", new JsonObject(new LinkedHashMap<>(errors)));
    }

    private JsonObject configJson() {
        Range range = config.play().range();
        return new JsonObject()
                .put("host", config.server().host())
                .put("port", config.server().port())
                .put("instances", instances)
                .put("players", config.players())
                .put("rate", config.rate())
                .put("games", config.play().games())
                .put("duration", config.duration().toMillis())
                .put("warmup", config.warmup().toMillis())
                .put("range", new JsonObject().put("lower", range.lower()).put("upper", range.upper()))
                .put("guesses", config.play().guesses())
                .put("seed", seed);
    }
}
