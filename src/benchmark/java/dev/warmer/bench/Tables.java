package dev.warmer.bench;

import java.io.IOException;
import java.io.PrintStream;
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
        out.println(Environment.of(program));
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
}
