package dev.warmer.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was measured of one server, again and again. */
final class Figures {
    static final String CPU = "server CPU, µs a round";
    static final String ROUNDS = "rounds/s";
    static final String P99 = "p99, µs";
    static final String LIVE = "live heap, KiB a connection";
    static final String TWO_WRITES = "two writes with Nagle, rounds/s";
    static final String START = "start to listening, ms";
    static final String RESIDENT = "RSS, KiB a connection";

    private final Map<String, List<Double>> values = new LinkedHashMap<>();

    void add(String figure, double value) {
        values.computeIfAbsent(figure, key -> new ArrayList<>()).add(value);
    }

    /** {@return what was measured, in order} */
    List<String> names() {
        return List.copyOf(values.keySet());
    }

    double median(String figure) {
        List<Double> sorted = sorted(figure);
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** {@return the median, the least and the greatest value, with their number} */
    String summary(String figure) {
        List<Double> sorted = sorted(figure);
        return String.format(
                Locale.ROOT,
                "median %.3f, from %.3f to %.3f in %d pairs",
                median(figure),
                sorted.get(0),
                sorted.get(sorted.size() - 1),
                sorted.size());
    }

    private List<Double> sorted(String figure) {
        return values.get(figure).stream().sorted().toList();
    }
}
