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

/** Starts the packaged program with the Java that runs the tests, and leaves none running after a test. */
public final class Programs implements AfterEachCallback {
    private static final Path JAR = Path.of(System.getProperty("warmer.jar"));

    private final List<Process> started = new ArrayList<>();

    /** {@return the program as users have it: the jar alone} */
    public Launch jar() {
        return new Launch(List.of("-jar", JAR.toString()));
    }

    /** {@return the program with the verticles of the tests, and what else is needed for them, on the class path} */
    public Launch with(Class<?>... extensions) {
        String classPath = Stream.concat(Stream.of(Programs.class), Arrays.stream(extensions))
                .map(Programs::home)
                .collect(Collectors.joining(System.getProperty("path.separator")));
        return new Launch(List.of(
                "-Dlogback.configurationFile=logback.xml",
                "-cp",
                JAR + System.getProperty("path.separator") + classPath,
                "dev.warmer.Launcher"));
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
        // Process's own would close the streams, which are still being read.
        started.forEach(process -> process.toHandle().destroyForcibly());
    }

    /** How to start it. */
    public final class Launch {
        private final List<String> options = new ArrayList<>();
        private final List<String> program;
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

        /** Lets the server and the client of the confs meet at {@code port}; operations take any other. */
        public Launch port(int port) {
            return property("warmer.server.config.port", port)
                    .property("warmer.client.config.port", port)
                    .property("warmer.http.port", 0);
        }

        /** Runs it in another directory than the tests'. */
        public Launch in(Path other) {
            directory = other;
            return this;
        }

        /** Starts it. */
        public Program start(String... arguments) throws IOException {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
            command.addAll(options);
            command.addAll(program);
            command.addAll(List.of(arguments));
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toAbsolutePath().toFile());
            // Java says on standard error that it heeds these.
            builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
            Process process = builder.start();
            started.add(process);
            return new Program(process);
        }
    }
}
