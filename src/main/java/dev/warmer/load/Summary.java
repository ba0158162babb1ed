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
 * What came of it all: a table for people, and a report in JSON for programs.
 *
 * @param seed what the secrets came from
 * @param connected how many players were connected at a time
 * @param nanos how long it was measured
 * @param sample what was measured
 * @param errors how many there were of each kind
 */
record Summary(
        LoadConfig config,
        int instances,
        long seed,
        int connected,
        long nanos,
        Sample sample,
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
        return nanos == 0 ? 0 : sample.rounds() * 1e9 / nanos;
    }

    private static String name(double percentile) {
        return "p" + (percentile == Math.rint(percentile) ? String.valueOf((int) percentile) : percentile);
    }

    /** {@return mean, percentiles and maximum, in order} */
    private static Map<String, Double> spread(Histogram histogram, double unit) {
        Map<String, Double> spread = new LinkedHashMap<>();
        spread.put("mean", histogram.getMean() / unit);
        for (double percentile : PERCENTILES) {
            spread.put(name(percentile), histogram.getValueAtPercentile(percentile) / unit);
        }
        spread.put("max", histogram.getMaxValue() / unit);
        return spread;
    }

    /** {@return the table, a line for each figure} */
    String table() {
        StringBuilder table = new StringBuilder();
        row(table, "players", connected + " of " + config.players());
        row(table, "seconds", decimal(nanos / 1e9));
        row(table, "rounds", String.valueOf(sample.rounds()));
        row(table, "  per second", decimal(roundsPerSecond()));
        row(table, "  unanswered", String.valueOf(sample.unansweredRounds()));
        row(table, "games", String.valueOf(sample.games()));
        row(table, "  won", String.valueOf(sample.won()));
        row(table, "  lost", String.valueOf(sample.games() - sample.won()));
        row(table, "  unfinished", String.valueOf(sample.unfinishedGames()));
        row(table, "  guesses, mean", decimal(sample.guesses().getMean()));
        row(table, "  guesses, most", String.valueOf(sample.guesses().getMaxValue()));
        row(table, "latency, µs", "");
        spread(sample.latencies(), 1e3).forEach((name, value) -> row(table, "  " + name, decimal(value)));
        row(table, "errors", String.valueOf(sum(errors)));
        errors.forEach((kind, count) -> row(table, "  " + kind, String.valueOf(count)));
        return table.toString().stripTrailing();
    }

    private static void row(StringBuilder table, String name, String value) {
        table.append(String.format("%-20s %14s", name, value).stripTrailing()).append('\n');
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    /** {@return the report} */
    JsonObject json() {
        return new JsonObject()
                .put("config", configJson())
                .put("connected", connected)
                .put("seconds", nanos / 1e9)
                .put("rounds", sample.rounds())
                .put("roundsPerSecond", roundsPerSecond())
                .put("unanswered", sample.unansweredRounds())
                .put("games", sample.games())
                .put("won", sample.won())
                .put("lost", sample.games() - sample.won())
                .put("unfinished", sample.unfinishedGames())
                .put("guessesPerGame", json(spread(sample.guesses(), 1)))
                .put("latencyMicros", json(spread(sample.latencies(), 1e3)))
                .put("errors", json(errors));
    }

    private JsonObject configJson() {
        Range range = config.play().range();
        return new JsonObject()
                .put("host", config.server().host())
                .put("port", config.server().port())
                .put("instances", instances)
                .put("players", config.players())
                .put("rounds", config.rate())
                .put("games", config.play().games())
                .put("duration", config.duration().toMillis())
                .put("warmup", config.warmup().toMillis())
                .put("range", new JsonObject().put("lower", range.lower()).put("upper", range.upper()))
                .put("guesses", config.play().guesses())
                .put("seed", seed);
    }

    private static JsonObject json(Map<String, ?> map) {
        JsonObject json = new JsonObject();
        map.forEach(json::put);
        return json;
    }
}
