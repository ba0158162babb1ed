package dev.warmer.lesson;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.Collectors;

/** The results as tables in Markdown. */
record Tables(Results results) {
    private static final String REFERENCE = "platform threads";

    /** {@return the tables by their names} */
    Map<String, String> all() {
        Map<String, String> tables = new LinkedHashMap<>();
        tables.put("measurement", measurement());
        tables.put("rounds", byConnections("rounds/s", count(Figure.ROUNDS)));
        tables.put("cpu", byConnections("server CPU, µs per round (of it in the kernel)", this::cpu));
        tables.put("switches", byConnections("context switches per round: voluntary + involuntary", this::switches));
        tables.put("latency", byConnections("latency: p50, p99, p99.9", this::latency));
        tables.put("threads", byConnections("threads of the server process", count(Figure.THREADS)));
        tables.put("resident", byConnections("RSS while loaded, MiB", this::resident));
        tables.put("memory", memory());
        tables.put("load", byConnections("share of its processor that is used: server, load client", this::shares));
        tables.put("crossings", crossings());
        return tables;
    }

    private String measurement() {
        return "%s, commit %s, Java %s, %s: `%s`. %s rounds were measured, %s s and %s times each cell, and every reply checked; medians.\n"
                .formatted(
                        results.property("date"),
                        results.property("commit"),
                        results.property("java"),
                        results.property("machine"),
                        results.property("command"),
                        Format.count((double) results.rounds()),
                        results.property("seconds"),
                        results.property("repetitions"));
    }

    private BiFunction<String, Integer, String> count(Figure figure) {
        return (way, connections) -> Format.count(results.median(way, connections, figure));
    }

    private String cpu(String way, int connections) {
        double cpu = results.median(way, connections, Figure.CPU);
        double system = results.median(way, connections, Figure.SYSTEM_CPU);
        return "%s (%s)".formatted(Format.number(cpu), Format.number(system));
    }

    private String switches(String way, int connections) {
        return Format.number(results.median(way, connections, Figure.VOLUNTARY_SWITCHES)) + " + "
                + Format.number(results.median(way, connections, Figure.INVOLUNTARY_SWITCHES));
    }

    private String latency(String way, int connections) {
        return List.of(Figure.P50, Figure.P99, Figure.P999).stream()
                .map(figure -> Format.time(results.median(way, connections, figure)))
                .collect(Collectors.joining(", "));
    }

    private String resident(String way, int connections) {
        return Format.mib(results.median(way, connections, Figure.RESIDENT_BUSY));
    }

    /** Where the server's is near 1, the server is what limits the rounds. */
    private String shares(String way, int connections) {
        double server =
                results.median(way, connections, Figure.CPU) * results.median(way, connections, Figure.ROUNDS) / 1e6;
        return Format.number(server) + ", " + Format.number(results.median(way, connections, Figure.LOAD_CPU));
    }

    private String byConnections(String title, BiFunction<String, Integer, String> cell) {
        List<String> header = results.connections().stream().map(Format::count).toList();
        return table(
                title,
                header,
                results.ways(),
                way -> results.connections().stream()
                        .map(connections -> cell.apply(way, connections))
                        .toList());
    }

    private String memory() {
        int most = results.mostConnections();
        List<Figure> figures = List.of(Figure.LIVE_IDLE, Figure.LIVE_BUSY, Figure.RESIDENT_IDLE, Figure.RESIDENT_BUSY);
        List<String> header = List.of("live heap, idle", "live heap, loaded", "RSS, idle", "RSS, loaded");
        String title = "KiB per connection, of " + Format.count(most);
        return table(
                title,
                header,
                results.ways(),
                way -> figures.stream()
                        .map(figure -> Format.kib(results.perConnection(way, most, figure)))
                        .toList());
    }

    private String crossings() {
        List<String> others = new ArrayList<>(results.ways());
        others.remove(REFERENCE);
        Map<String, Function<String, Crossing>> rows = new LinkedHashMap<>();
        rows.put("rounds/s", way -> crossing(way, true, median(Figure.ROUNDS)));
        rows.put("server CPU per round", way -> crossing(way, false, median(Figure.CPU)));
        rows.put("context switches per round", way -> crossing(way, false, results::switches));
        rows.put("p50", way -> crossing(way, false, median(Figure.P50)));
        rows.put("p99", way -> crossing(way, false, median(Figure.P99)));
        rows.put("p99.9", way -> crossing(way, false, median(Figure.P999)));
        rows.put("RSS while loaded", way -> crossing(way, false, median(Figure.RESIDENT_BUSY)));
        return table(
                "compared with " + REFERENCE,
                others,
                rows.keySet(),
                row -> others.stream()
                        .map(way -> rows.get(row).apply(way).toString())
                        .toList());
    }

    private ToDoubleBiFunction<String, Integer> median(Figure figure) {
        return (way, connections) -> results.median(way, connections, figure);
    }

    private Crossing crossing(String way, boolean moreIsBetter, ToDoubleBiFunction<String, Integer> value) {
        return Crossing.of(results, way, REFERENCE, moreIsBetter, value);
    }

    private static String table(
            String title, List<String> header, Iterable<String> rows, Function<String, List<String>> cells) {
        StringBuilder table = new StringBuilder();
        table.append("| %s | %s |\n".formatted(title, String.join(" | ", header)));
        table.append("|---|").append("---:|".repeat(header.size())).append('\n');
        for (String row : rows) {
            table.append("| %s | %s |\n".formatted(row, String.join(" | ", cells.apply(row))));
        }
        return table.toString();
    }
}
