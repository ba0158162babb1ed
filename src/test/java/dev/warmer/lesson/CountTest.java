package dev.warmer.lesson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The comparison of the classes of two ways of waiting. */
class CountTest {
    @Test
    void methodsAreComparedByName() {
        Map<String, List<String>> before = Map.of("A.read", List.of("a", "b"), "A.wake", List.of("c"));
        Map<String, List<String>> after = Map.of("A.read", List.of("a", "x"), "A.queue", List.of("c", "d"));
        assertThat(Count.compare(before, after))
                .containsOnly(
                        Map.entry("A.read", new LineDiff(1, 1, 0, 0)),
                        Map.entry("A.wake", new LineDiff(0, 0, 0, 1)),
                        Map.entry("A.queue", new LineDiff(0, 0, 2, 0)));
    }

    @Test
    void classesWithTheSameDutyHaveTheSameName() throws IOException {
        assertThat(Count.code("server threads").get("ServerVerticle"))
                .contains("public final class ServerVerticle extends ServerVerticleBase {");
        assertThat(Count.code("client await").get("ClientVerticle.ClientVerticle"))
                .isEqualTo(Count.code("client eventloop").get("ClientVerticle.ClientVerticle"))
                .contains("public ClientVerticle() {");
    }

    @Test
    void methodsOfOneLoopAreTogether() throws IOException {
        assertThat(Count.code("client eventloop"))
                .containsKey("GameLoop.play")
                .doesNotContainKeys("GameLoop.next", "GameLoop.reported", "GameLoop.report");
    }

    @ParameterizedTest
    @ValueSource(strings = {"server", "client"})
    void essentialMethodsExist(String side) throws IOException {
        Set<String> methods = new TreeSet<>();
        for (String way : List.of("threads", "await", "eventloop")) {
            methods.addAll(Count.code(side + " " + way).keySet());
        }
        assertThat(methods).containsAll(Count.essential(side));
    }

    @ParameterizedTest
    @ValueSource(strings = {"server", "client"})
    void virtualThreadsChangeNothing(String side) throws IOException {
        assertThat(Count.table(side))
                .containsPattern("virtual threads, essential part \\| [1-9]\\d+ \\| 0 \\| 0 \\| 0 \\|")
                .containsPattern("virtual threads, whole \\| [1-9]\\d+ \\| 0 \\| 0 \\| 0 \\|");
    }

    @Test
    void unknownNameIsReported() {
        assertThatThrownBy(() -> Count.table("sever"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no count \"sever\"; there are server and client");
    }
}
