package dev.warmer.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Runs the unit tests of the pages' modules, in {@code src/test/js}, where Node.js 20 or newer is on the path. */
class JavaScriptTest {
    @Test
    void modulesPassTheirTests() throws Exception {
        boolean hasNode = Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "node")));
        if (!hasNode) {
            System.out.println("the tests in src/test/js are skipped: node is not on the path");
        }
        assumeTrue(hasNode, "node is on the path");
        Path output = Files.createTempFile("node", ".txt");
        Process node = new ProcessBuilder("node", "--experimental-default-type=module", "--test", "src/test/js/")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(node.waitFor(120, TimeUnit.SECONDS)).as("node ends").isTrue();
        assertThat(node.exitValue()).as(Files.readString(output)).isZero();
        Files.delete(output);
    }
}
