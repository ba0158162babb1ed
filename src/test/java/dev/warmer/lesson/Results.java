package dev.warmer.lesson;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The measurements of the lesson, in JSON: for each way of waiting, number of connections and figure the values of all
 * repetitions, and where and how they were measured.
 *
 * <p>Not thread-safe.
 */
public final class Results {
    /** Where the results are kept. */
    public static final Path FILE = Path.of("docs", "lesson", "results.json");

    private static final MathContext DIGITS = new MathContext(6);
    private static final String WAYS = "ways";
    private static final String ROUNDS = "rounds";

    private final JsonObject json;

    /** @param json where and how it is measured; the measurements are added */
    public Results(JsonObject json) {
        this.json = json;
    }

    static Results read(Path file) throws IOException {
        return new Results(new JsonObject(Files.readString(file)));
    }

    /** Adds the value of one repetition. */
    public void add(String way, int connections, Figure figure, double value) {
        JsonObject figures = child(child(child(json, WAYS), way), String.valueOf(connections));
        if (!figures.containsKey(figure.key())) {
            figures.put(figure.key(), new JsonArray());
        }
        figures.getJsonArray(figure.key())
                .add(new BigDecimal(value).round(DIGITS).doubleValue());
    }

    private static JsonObject child(JsonObject parent, String key) {
        if (!parent.containsKey(key)) {
            parent.put(key, new JsonObject());
        }
        return parent.getJsonObject(key);
    }

    /** Adds to the number of rounds that were measured. */
    public void countRounds(long rounds) {
        json.put(ROUNDS, json.getLong(ROUNDS, 0L) + rounds);
    }

    /** {@return how many rounds were measured} */
    long rounds() {
        return json.getLong(ROUNDS);
    }

    /**
     * Writes the results.
     *
     * @throws IOException if the file cannot be written
     */
    public void write(Path file) throws IOException {
        Files.writeString(file, json.encodePrettily() + "\n");
    }

    /** {@return how and where it was measured: {@code date}, {@code java} and others} */
    String property(String name) {
        return json.getValue(name).toString();
    }

    /** {@return the ways of waiting, in the order in which they were measured} */
    List<String> ways() {
        return List.copyOf(json.getJsonObject(WAYS).fieldNames());
    }

    /** {@return the numbers of connections, ascending; the same for all ways} */
    List<Integer> connections() {
        JsonObject first = json.getJsonObject(WAYS).getJsonObject(ways().get(0));
        return first.fieldNames().stream().map(Integer::valueOf).sorted().toList();
    }

    /** {@return the largest number of connections} */
    int mostConnections() {
        return connections().get(connections().size() - 1);
    }

    /** {@return the median of all repetitions} */
    double median(String way, int connections, Figure figure) {
        List<Double> sorted = json
                .getJsonObject(WAYS)
                .getJsonObject(way)
                .getJsonObject(String.valueOf(connections))
                .getJsonArray(figure.key())
                .stream()
                .map(value -> ((Number) value).doubleValue())
                .sorted()
                .toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /**
     * {@return how much {@code figure} grows for each connection, between the fewest connections measured and
     * {@code connections}}
     */
    double perConnection(String way, int connections, Figure figure) {
        int fewest = connections().get(0);
        return (median(way, connections, figure) - median(way, fewest, figure)) / (connections - fewest);
    }

    /** {@return the context switches per round, voluntary and involuntary} */
    double switches(String way, int connections) {
        return median(way, connections, Figure.VOLUNTARY_SWITCHES)
                + median(way, connections, Figure.INVOLUNTARY_SWITCHES);
    }
}
