package dev.warmer.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A process that is measured, or measures, with the Java that runs this. */
final class Child implements AutoCloseable {
    private static final Path BIN = Path.of(System.getProperty("java.home"), "bin");
    private static final String JAR = "target/warmer.jar";

    private static final int UNSAFE_OPTION_SINCE = 24;

    private final Process process;
    private final BufferedReader out;
    private final BufferedWriter in;

    private Child(List<String> command) throws IOException {
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        out = process.inputReader(UTF_8);
        in = process.outputWriter(UTF_8);
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    }

    /**
     * Starts Warmer's jar.
     *
     * @param cpu which processor it is to have alone; ignored where there is no taskset
     * @param options of the JVM
     */
    static Child warmer(int cpu, List<String> options, String... arguments) throws IOException {
        List<String> command = java(cpu);
        command.addAll(options);
        command.addAll(List.of("-jar", JAR));
        command.addAll(List.of(arguments));
        return new Child(command);
    }

    /** Starts a program of the benchmarks on a processor, as {@link #warmer} does. */
    static Child program(int cpu, Class<?> main, String... arguments) throws IOException {
        List<String> command = java(cpu);
        command.addAll(List.of("-cp", JAR + ":target/benchmark-classes", main.getName()));
        command.addAll(List.of(arguments));
        return new Child(command);
    }

    private static List<String> java(int cpu) {
        List<String> command = new ArrayList<>();
        if (hasTaskset()) {
            command.addAll(List.of("taskset", "-c", String.valueOf(cpu)));
        }
        command.add(BIN.resolve("java").toString());
        if (Runtime.version().feature() >= UNSAFE_OPTION_SINCE) {
            command.add("--sun-misc-unsafe-memory-access=allow"); // as the image starts it
        }
        return command;
    }

    /** {@return whether a process can be given a processor of its own here} */
    static boolean hasTaskset() {
        return Runtime.getRuntime().availableProcessors() > 1 && Files.isExecutable(Path.of("/usr/bin/taskset"));
    }

    /** Writes a line to its standard input. */
    void send(String line) throws IOException {
        in.write(line + "\n");
        in.flush();
    }

    /** Waits for a line with {@code text}. {@return the line} */
    String awaitLine(String text) {
        List<String> printed = new ArrayList<>();
        try {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.contains(text)) {
                    return line;
                }
                printed.add(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException("\"" + text + "\" was not printed, but\n" + String.join("\n", printed));
    }

    /** Waits until it listens, and ignores its further output. {@return the port} */
    int listening() {
        String line = awaitLine("listening on");
        ignore();
        return Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
    }

    /** Reads and drops its further output, so that it does not block on it. */
    Child ignore() {
        Thread reader = new Thread(() -> out.lines().forEach(line -> {}), "output");
        reader.setDaemon(true);
        reader.start();
        return this;
    }

    /** {@return how much processor time it has used} */
    Duration cpu() {
        return process.toHandle().info().totalCpuDuration().orElseThrow();
    }

    /** {@return what Linux reports of it} */
    Proc proc() {
        return new Proc(process.pid());
    }

    /** {@return how many bytes are alive on its heap, after a collection} */
    long liveBytes() throws IOException {
        String total =
                lines(BIN.resolve("jcmd").toString(), String.valueOf(process.pid()), "GC.class_histogram").stream()
                        .filter(line -> line.startsWith("Total"))
                        .findFirst()
                        .orElseThrow();
        return Long.parseLong(total.strip().split("\\s+", -1)[2]);
    }

    /** {@return all that a command prints} */
    static List<String> lines(String... command) throws IOException {
        Process process = new ProcessBuilder(command).start();
        try (BufferedReader in = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            return in.lines().toList();
        }
    }

    int exit() throws InterruptedException {
        return process.waitFor();
    }

    @Override
    public void close() {
        process.toHandle().destroy();
        process.onExit().join();
    }
}
