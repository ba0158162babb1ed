package dev.warmer.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.stream.Collectors;

/**
 * Where and when something was measured, and by which command.
 *
 * @param commit of the repository, and whether files differ from it
 */
record Environment(String date, String commit, String java, String machine, String command) {
    static Environment of(Class<?> program) throws IOException {
        String dirty = Child.lines("git", "status", "--porcelain").isEmpty() ? "" : " and changes";
        String processors = Runtime.getRuntime().availableProcessors() + " × " + processor();
        return new Environment(
                LocalDate.now(ZoneId.systemDefault()).toString(),
                String.join("", Child.lines("git", "rev-parse", "--short", "HEAD")) + dirty,
                System.getProperty("java.runtime.version"),
                processors + (Child.hasTaskset() ? ", the server on one of them" : ""),
                "java" + options() + " -cp target/warmer.jar:target/benchmark-classes " + program.getName());
    }

    private static String processor() throws IOException {
        return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(System.getProperty("os.arch"));
    }

    private static String options() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .map(option -> " " + option)
                .collect(Collectors.joining());
    }

    @Override
    public String toString() {
        return "%s, commit %s, Java %s, %s: `%s`".formatted(date, commit, java, machine, command);
    }
}
