package dev.warmer.lesson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The blocks of the lesson that are made from the sources and the results. */
class LessonPageTest {
    private static final String STALE = """
            before
            <!-- excerpt: threads/PeerConnection.java checkTime, reset -->
            ```java
            old
            ```
            between
            <!-- other: client -->
            kept
            <!-- end -->
            <!-- count: client -->
            <!-- end -->
            <!-- table: cpu -->
            <!-- end -->
            after
            """;

    @Test
    void blocksOfThePageAreThoseOfTheSourcesAndResults() throws IOException {
        assertThat(LessonPage.stale(Files.readString(LessonPage.PAGE)))
                .as(
                        "blocks of %s that differ from the sources or results; to rewrite them: %s",
                        LessonPage.PAGE, LessonPage.COMMAND)
                .isEmpty();
    }

    @Test
    void staleBlocksAreFoundByTheirMarkers() throws IOException {
        assertThat(LessonPage.stale(STALE))
                .containsExactly(
                        "excerpt: threads/PeerConnection.java checkTime, reset", "count: client", "table: cpu");
    }

    @Test
    void nothingButTheBlocksIsRewritten() throws IOException {
        String page = LessonPage.rewritten(STALE);
        assertThat(LessonPage.stale(page)).isEmpty();
        assertThat(page).isEqualTo("""
                        before
                        <!-- excerpt: threads/PeerConnection.java checkTime, reset -->
                        ```java
                        private void checkTime() throws IOException {
                            connection.checkTime(System.nanoTime());
                            reply();
                        }

                        @Override
                        public void reset() {
                            socket.reset();
                        }
                        ```
                        between
                        <!-- other: client -->
                        kept
                        <!-- end -->
                        <!-- count: client -->
                        %s<!-- end -->
                        <!-- table: cpu -->
                        %s<!-- end -->
                        after
                        """.formatted(
                        Count.table("client"),
                        new Tables(Results.read(Results.FILE)).all().get("cpu")));
    }

    @Test
    void excerptWithoutMethodsIsTheWholeFile() throws IOException {
        String page = "<!-- excerpt: conf/threaded.json -->\n```json\n%s```\n";
        assertThat(LessonPage.rewritten(page.formatted("old\n")))
                .isEqualTo(page.formatted(Files.readString(Path.of("conf", "threaded.json"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!-- excerpt: conf/demo.json -->\n",
                "<!-- excerpt: conf/demo.json -->\n\n```json\n```\n",
                "<!-- excerpt: conf/demo.json -->\n```json\n",
                "<!-- count: server -->\n",
                "<!-- count: server -->\n<!-- count: client -->\n<!-- end -->\n"
            })
    void markerWithoutABlockIsAnError(String page) {
        assertThatThrownBy(() -> LessonPage.stale(page))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("no block follows <!-- ");
    }
}
