package dev.warmer.lesson;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleBiFunction;

/** The charts of the lesson in SVG, from the results that {@code dev.warmer.bench.Lesson} has measured. */
final class Charts {
    private final Results results;

    Charts(Results results) {
        this.results = results;
    }

    /** {@return the charts by the names of their files} */
    Map<String, String> svgs() {
        Map<String, String> svgs = new LinkedHashMap<>();
        svgs.put("rounds.svg", rounds().svg());
        svgs.put("cpu.svg", cpu().svg());
        svgs.put("switches.svg", switches().svg());
        svgs.put("p99.svg", p99().svg());
        svgs.put("memory.svg", memory().svg());
        return svgs;
    }

    private LineChart rounds() {
        var lines = lines(median(Figure.ROUNDS));
        String subtitle = "rounds per second, the server on one processor; more is better";
        return linear("Rounds per second", subtitle, lines, Format::count);
    }

    private LineChart cpu() {
        var lines = lines(median(Figure.CPU));
        return linear("Server CPU per round", "microseconds per round; less is better", lines, Format::number);
    }

    private LineChart switches() {
        String subtitle = "of all threads of the server, voluntary and involuntary; less is better";
        return linear("Context switches per round", subtitle, lines(results::switches), Format::number);
    }

    private LineChart p99() {
        var lines = lines(median(Figure.P99));
        Axis axis = Axis.logarithmic(values(lines), Format::time);
        String subtitle = "time that 99 % of the rounds do not exceed (logarithmic); less is better";
        return new LineChart("Latency, p99", subtitle, axis, results.connections(), lines, Format::time);
    }

    private BarChart memory() {
        int most = results.mostConnections();
        Map<String, List<Double>> bars = new LinkedHashMap<>();
        for (String way : results.ways()) {
            bars.put(
                    way,
                    List.of(
                            results.perConnection(way, most, Figure.RESIDENT_BUSY),
                            results.perConnection(way, most, Figure.LIVE_BUSY)));
        }
        String subtitle = "KiB per connection of %s, while loaded; less is better".formatted(Format.count(most));
        return new BarChart("Memory per connection", subtitle, List.of("RSS", "live heap"), bars, Format::kib);
    }

    private LineChart linear(
            String title, String subtitle, Map<String, List<Double>> lines, DoubleFunction<String> format) {
        return new LineChart(title, subtitle, Axis.linear(values(lines)), results.connections(), lines, format);
    }

    private ToDoubleBiFunction<String, Integer> median(Figure figure) {
        return (way, connections) -> results.median(way, connections, figure);
    }

    private Map<String, List<Double>> lines(ToDoubleBiFunction<String, Integer> value) {
        Map<String, List<Double>> lines = new LinkedHashMap<>();
        for (String way : results.ways()) {
            lines.put(
                    way,
                    results.connections().stream()
                            .map(count -> value.applyAsDouble(way, count))
                            .toList());
        }
        return lines;
    }

    private static List<Double> values(Map<String, List<Double>> lines) {
        return lines.values().stream().flatMap(List::stream).toList();
    }
}
