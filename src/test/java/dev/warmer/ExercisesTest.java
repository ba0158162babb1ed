package dev.warmer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.launcher.EngineFilter.includeEngines;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** The exercises of {@code docs/exercises.md} compile, and none of them is solved here: each test fails, and says why. */
class ExercisesTest {
    private static final Path SOURCES = Path.of("src/exercises/java/dev/warmer/exercises");
    /** The starting points fail however long their peers wait. */
    private static final String PATIENCE = "exercise.patience";

    @TempDir
    private static Path classes;

    private static URLClassLoader loader;

    @BeforeAll
    static void compile() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options =
                    List.of("-d", classes.toString(), "-cp", System.getProperty("java.class.path"), "-proc:none");
            assertThat(compiler.getTask(
                                    messages, files, null, options, null, files.getJavaFileObjectsFromPaths(sources()))
                            .call())
                    .as(messages::toString)
                    .isTrue();
        }
        loader = new URLClassLoader(new URL[] {classes.toUri().toURL()});
        System.setProperty(PATIENCE, "100");
    }

    @AfterAll
    static void close() throws IOException {
        System.clearProperty(PATIENCE);
        loader.close();
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.list(SOURCES)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1, ClimbStrategyTest",
        "2, HintCommandTest",
        "3, SelectorServerTest",
        "4, ConcurrentGamesTest",
        "5, EchoVerticleTest"
    })
    void testFailsAtTheStartingPoint(int exercise, String test) {
        assertThat(run(test).getFailures())
                .extracting(TestExecutionSummary.Failure::getException)
                .isNotEmpty()
                .allSatisfy(failure -> assertThat(failure)
                        .isInstanceOf(AssertionError.class)
                        .hasMessageContaining("exercise " + exercise));
    }

    @Test
    void thereAreFiveTests() throws IOException {
        assertThat(sources())
                .filteredOn(file -> file.toString().endsWith("Test.java"))
                .hasSize(5);
    }

    private static TestExecutionSummary run(String test) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(loader, "dev.warmer.exercises." + test))
                .filters(includeEngines("junit-jupiter"))
                .build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, listener);
        return listener.getSummary();
    }
}
