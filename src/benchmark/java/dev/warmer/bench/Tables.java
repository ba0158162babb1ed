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
 * The figures in Markdown: ratios to the first, then the medians themselves.
 *
 * @param measured the figures, by the name of what was measured
 * @param program what has measured
 */
record Tables(Map<String, Figures> measured, Class<?> program) {
    void print(PrintStream out) throws IOException {
        Figures first = measured.values().iterator().next();
        out.println(header());
        out.println();
        print(out, "to the first", "%.2f", (figures, name) -> figures.median(name) / first.median(name));
        out.println();
        print(out, "median", "%.1f", Figures::median);
    }

    private void print(PrintStream out, String title, String format, ToDoubleBiFunction<Figures, String> cell) {
        List<String> names = measured.values().iterator().next().names();
        out.println("| " + title + " | " + String.join(" | ", names) + " |");
        out.println("|---|" + "---:|".repeat(names.size()));
        measured.forEach((row, figures) -> out.println(names.stream()
                .map(name -> String.format(Locale.ROOT, format, cell.applyAsDouble(figures, name)))
                .collect(Collectors.joining(" | ", "| " + row + " | ", " |"))));
    }

    private String header() throws IOException {
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
        return "%s, commit %s, Java %s, %d × %s%s: `java%s -cp target/warmer.jar:target/benchmark-classes %s`"
                .formatted(
                        LocalDate.now(java.time.ZoneId.systemDefault()),
                        commit,
                        System.getProperty("java.runtime.version"),
                        Runtime.getRuntime().availableProcessors(),
                        processor,
                        Child.hasTaskset() ? ", the server on one of them" : "",
                        options,
                        program.getName());
    }
}
