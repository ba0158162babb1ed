package dev.warmer.protocol;

import dev.warmer.game.WorstLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/** What the core costs without any I/O: runs the benchmarks and prints a table in Markdown, in about a minute. */
public final class CoreBenchmark {
    private static final String COMMAND = "mvn -q -Pbenchmark test-compile exec:exec";

    private CoreBenchmark() {}

    /** @param args which benchmarks to run, as regular expressions; all if there are none */
    public static void main(String[] args) throws RunnerException, IOException {
        Collection<RunResult> results = new Runner(options(args)).run();
        System.out.printf("Commit %s, %s, %s%n`%s`%n%n", commit(), machine(), jdk(), COMMAND);
        System.out.println("| | | ns, median | ns, least | bytes allocated |\n|---|---|--:|--:|--:|");
        results.forEach(CoreBenchmark::print);
        if (args.length == 0) {
            WorstLine.print();
        }
    }

    private static Options options(String[] names) {
        OptionsBuilder options = new OptionsBuilder();
        Stream.of(names.length == 0 ? new String[] {"dev\\.warmer\\."} : names).forEach(options::include);
        return options.mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .forks(1)
                .warmupIterations(10)
                .warmupTime(TimeValue.milliseconds(150))
                .measurementIterations(20)
                .measurementTime(TimeValue.milliseconds(100))
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT)
                .build();
    }

    private static void print(RunResult result) {
        BenchmarkParams params = result.getParams();
        String name = params.getBenchmark().replaceFirst(".*\\.(\\w+)Benchmark\\.", "$1, ");
        Statistics times = result.getPrimaryResult().getStatistics();
        Result<?> bytes = result.getSecondaryResults().get("gc.alloc.rate.norm");
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %.1f | %.1f | %.0f |%n",
                name,
                arguments(params),
                times.getPercentile(50),
                times.getMin(),
                bytes.getScore());
    }

    private static String arguments(BenchmarkParams params) {
        return String.join(
                ", ",
                params.getParamsKeys().stream()
                        .map(key -> key + " " + params.getParam(key))
                        .toList());
    }

    private static String commit() throws IOException {
        Process git = new ProcessBuilder("git", "describe", "--always", "--dirty").start();
        return git.inputReader().readLine();
    }

    private static String machine() throws IOException {
        int processors = Runtime.getRuntime().availableProcessors();
        return processors + " × " + model(Path.of("/proc/cpuinfo"));
    }

    private static String model(Path cpuInfo) throws IOException {
        if (!Files.exists(cpuInfo)) {
            return System.getProperty("os.arch");
        }
        return Files.readAllLines(cpuInfo).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.replaceFirst(".*: ", ""))
                .findFirst()
                .orElse(System.getProperty("os.arch"));
    }

    private static String jdk() {
        return System.getProperty("java.vm.name") + " " + Runtime.version();
    }
}
