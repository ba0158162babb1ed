package dev.warmer.lesson;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleBiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The charts of the lesson in SVG, and its tables in Markdown, from the results that {@code dev.warmer.bench.Lesson} has
 * measured. A table stands in docs/lesson.md between the comments {@code <!-- table: NAME -->} and {@code <!-- end -->}.
 */
public final class Charts {
    static final Path PAGE = Path.of("docs", "lesson.md");

    private static final Pattern TABLE = Pattern.compile("(?s)(<!-- table: (\\S+) -->\n).*?(<!-- end -->)");

    private final Results results;

    Charts(Results results) {
        this.results = results;
    }

    /**
     * Writes the charts, and replaces the tables of the page.
     *
     * @param args none
     * @throws IOException if the results cannot be read, or a file cannot be written
     */
    public static void main(String... args) throws IOException {
        Results results = Results.read(Results.FILE);
        for (Map.Entry<String, String> chart : new Charts(results).svgs().entrySet()) {
            Files.writeString(Results.FILE.resolveSibling(chart.getKey()), chart.getValue());
        }
        Files.writeString(PAGE, withTables(Files.readString(PAGE), new Tables(results).all()));
    }

    /** {@return the page with its tables replaced} */
    static String withTables(String page, Map<String, String> tables) {
        return TABLE.matcher(page).replaceAll(block -> {
            String table = tables.get(block.group(2));
            if (table == null) {
                throw new IllegalArgumentException("no table \"" + block.group(2) + "\"; there are " + tables.keySet());
            }
            return Matcher.quoteReplacement(block.group(1) + table + block.group(3));
        });
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
