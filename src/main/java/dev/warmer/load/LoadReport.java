package dev.warmer.load;

import dev.warmer.config.LoadConfig;
import dev.warmer.game.Range;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
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

    private JsonObject figures() {
        return new JsonObject()
                .put("seconds", nanos / 1e9)
                .put("rounds", stats.rounds())
                .put("roundsPerSecond", nanos == 0 ? 0.0 : stats.rounds() * 1e9 / nanos)
                .put("unanswered", stats.unanswered)
                .put("late", stats.late)
                .put("games", stats.games())
                .put("won", stats.won)
                .put("lost", stats.games() - stats.won)
                .put("unfinished", stats.unfinished)
                .put("guessesPerGame", distribution(stats.guesses, 1))
                .put("latencyMicros", distribution(stats.latencies, 1e3));
    }

    private static JsonObject distribution(Histogram histogram, double unit) {
        JsonObject distribution = new JsonObject().put("mean", histogram.getMean() / unit);
        for (double percentile : PERCENTILES) {
            String name = "p" + String.valueOf(percentile).replace(".0", "");
            distribution.put(name, histogram.getValueAtPercentile(percentile) / unit);
        }
        return distribution.put("max", histogram.getMaxValue() / unit);
    }

    /** {@return the table, a line for each figure, with the names of the JSON} */
    String table() {
        StringBuilder table = new StringBuilder();
        row(table, "players", connected + " of " + config.players());
        rows(table, "", figures());
        row(table, "errors", sum(errors));
        errors.forEach((kind, count) -> row(table, "  " + kind, count));
        return table.toString().stripTrailing();
    }

    private static void rows(StringBuilder table, String indent, JsonObject figures) {
        figures.forEach(figure -> {
            if (figure.getValue() instanceof JsonObject nested) {
                row(table, indent + figure.getKey(), "");
                rows(table, indent + "  ", nested);
            } else {
                row(table, indent + figure.getKey(), figure.getValue());
            }
        });
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
                .mergeIn(figures())
                .put("errors", new JsonObject(new TreeMap<>(errors)));
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
