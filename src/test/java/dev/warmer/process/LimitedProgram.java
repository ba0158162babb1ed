package dev.warmer.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Starts the packaged program with fewer file descriptors than it may want. */
public final class LimitedProgram implements AfterEachCallback {
    private Process process;

    /**
     * Starts it.
     *
     * @param descriptors how many it may have
     * @param arguments those of the program
     */
    public Program start(int descriptors, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.addAll(List.of("sh", "-c", "ulimit -n " + descriptors + " && exec \"$0\" \"$@\""));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // Without this, Java raises the limit as far as it may.
        command.addAll(List.of("-XX:-MaxFDLimit", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(List.of("-jar", System.getProperty("warmer.jar")));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
        process = builder.start();
        return new Program(process);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (process != null) {
            process.destroyForcibly();
        }
    }
}
