package dev.warmer.load;

import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/**
 * The result of a run, as a table and in JSON.
 *
 * @param config the configuration of the run with its defaults, the largest number of players that was configured, the
 *     number of instances, and the seed of the secrets
 * @param connected the largest number of players that were connected at a time
 * @param nanos the duration of the measurement
 * @param errors the number of errors of each kind: a player could not connect, or a reply was wrong
 */
record LoadReport(JsonObject config, int connected, long nanos, LoadStats stats, Map<String, Long> errors) {
    private static final double[] PERCENTILES = {50, 75, 90, 95, 99, 99.9};

    static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
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
        JsonObject figures = new JsonObject()
                .put("players", connected + " of " + config.getInteger("players"))
                .mergeIn(figures())
                .put("errors", sum(errors));
        return (rows("", figures) + rows("  ", new JsonObject(new TreeMap<>(errors)))).stripTrailing();
    }

    private static String rows(String indent, JsonObject figures) {
        return figures.stream()
                .map(figure -> {
                    String name = indent + figure.getKey();
                    return figure.getValue() instanceof JsonObject nested
                            ? name + "\n" + rows(indent + "  ", nested)
                            : String.format("%-20s %14s\n", name, text(figure.getValue()));
                })
                .collect(Collectors.joining());
    }

    private static String text(Object value) {
        return value instanceof Double decimal ? String.format(Locale.ROOT, "%.1f", decimal) : value.toString();
    }

    /** {@return the report for programs} */
    JsonObject json() {
        return new JsonObject()
                .put("config", config)
                .put("connected", connected)
                .mergeIn(figures())
                .put("errors", new JsonObject(new TreeMap<>(errors)));
    }
}
