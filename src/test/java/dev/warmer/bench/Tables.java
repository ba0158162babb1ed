package dev.warmer.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.Collectors;

/**
 * The figures in Markdown: ratios to the first server, then the medians themselves.
 *
 * @param drivers what was measured, by the server's name
 */
record Tables(Map<String, Figures> drivers) {
    void print(PrintStream out) throws IOException {
        Figures first = drivers.values().iterator().next();
        out.println(header());
        out.println();
        print(out, "to the first", "%.2f", (figures, name) -> figures.median(name) / first.median(name));
        out.println();
        print(out, "median", "%.1f", Figures::median);
    }

    private void print(PrintStream out, String title, String format, ToDoubleBiFunction<Figures, String> cell) {
        List<String> names = drivers.values().iterator().next().names();
        out.println("| " + title + " | " + String.join(" | ", names) + " |");
        out.println("|---|" + "---:|".repeat(names.size()));
        drivers.forEach((driver, figures) -> out.println(names.stream()
                .map(name -> String.format(Locale.ROOT, format, cell.applyAsDouble(figures, name)))
                .collect(Collectors.joining(" | ", "| " + driver + " | ", " |"))));
    }

    private static String header() throws IOException {
        String dirty = Child.lines("git", "status", "--porcelain").isEmpty() ? "" : " and changes";
        String commit = String.join("", Child.lines("git", "rev-parse", "--short", "HEAD")) + dirty;
        String processor = Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(System.getProperty("os.arch"));
        String options = ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .map(option -> " " + option)
                .collect(Collectors.joining());
        return "%s, commit %s, Java %s, %d × %s%s: `java%s -cp target/warmer.jar:target/test-classes %s`"
                .formatted(
                        LocalDate.now(java.time.ZoneId.systemDefault()),
                        commit,
                        System.getProperty("java.runtime.version"),
                        Runtime.getRuntime().availableProcessors(),
                        processor,
                        Child.hasTaskset() ? ", one for the server, one for the load" : "",
                        options,
                        Drivers.class.getName());
    }
}
