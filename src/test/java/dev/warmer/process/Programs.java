package dev.warmer.process;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Starts the packaged program with the Java that runs the tests, and ends all processes after a test. */
public final class Programs implements AfterEachCallback {
    private static final Path JAR = Path.of(System.getProperty("warmer.jar"));

    private final List<Process> started = new ArrayList<>();

    /** {@return how to start the jar} */
    public Launch jar() {
        return new Launch(List.of("-jar", JAR.toString()));
    }

    /**
     * {@return how to start it with the tests' verticles and the classes of {@code extensions} on the class path} It logs
     * what tests log.
     */
    public Launch with(Class<?>... extensions) {
        String classPath = Stream.concat(Stream.of(Programs.class), Arrays.stream(extensions))
                .map(Programs::home)
                .collect(Collectors.joining(System.getProperty("path.separator")));
        return new Launch(
                List.of("-cp", JAR + System.getProperty("path.separator") + classPath, "dev.warmer.Launcher"));
    }

    /** Starts another program. */
    public Program start(String... command) throws IOException {
        return start(new ProcessBuilder(command));
    }

    private Program start(ProcessBuilder builder) throws IOException {
        Process process = builder.start();
        started.add(process);
        return new Program(process);
    }

    private static String home(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        // Process.destroyForcibly would close the streams, which are still read.
        started.forEach(process -> process.toHandle().destroyForcibly());
    }

    /** How to start it. */
    public final class Launch {
        private final List<String> options = new ArrayList<>();
        private final List<String> program;
        private List<String> prefix = List.of();
        private Path directory = Path.of("");

        private Launch(List<String> program) {
            this.program = program;
        }

        /** Sets a system property. */
        public Launch property(String key, Object value) {
            return option("-D" + key + "=" + value);
        }

        /** Adds an option of the JVM. */
        public Launch option(String option) {
            options.add(option);
            return this;
        }

        /** Sets the port of the server and the client of the confs; that of the management server is any free one. */
        public Launch port(int port) {
            return property("warmer.server.config.port", port)
                    .property("warmer.client.config.port", port)
                    .property("warmer.http.port", 0);
        }

        /** Sets its working directory. */
        public Launch in(Path other) {
            directory = other;
            return this;
        }

        /** Limits the number of its file descriptors. */
        public Launch descriptors(int limit) {
            prefix = List.of("sh", "-c", "ulimit -n " + limit + " && exec \"$0\" \"$@\"");
            return option("-XX:-MaxFDLimit"); // or Java raises the limit as far as it may
        }

        /** Starts it. */
        public Program start(String... arguments) throws IOException {
            List<String> command = new ArrayList<>(prefix);
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
            command.addAll(options);
            command.addAll(program);
            command.addAll(List.of(arguments));
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toAbsolutePath().toFile());
            // Java reports on standard error that it uses these.
            builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
            return Programs.this.start(builder);
        }
    }
}
