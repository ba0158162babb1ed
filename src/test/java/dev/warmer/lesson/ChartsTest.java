package dev.warmer.lesson;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

/** The charts of the lesson, which are drawn from its results. */
class ChartsTest {
    private static Results results;

    @BeforeAll
    static void readResults() throws IOException {
        results = Results.read(Results.FILE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rounds.svg", "cpu.svg", "switches.svg", "p99.svg", "memory.svg"})
    void chartIsThatOfTheResults(String name) throws IOException {
        assertThat(Files.readString(Results.FILE.resolveSibling(name)))
                .withFailMessage("%s is not that of %s; to write it: %s", name, Results.FILE, LessonPage.COMMAND)
                .isEqualTo(new Charts(results).svgs().get(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rounds.svg", "cpu.svg", "switches.svg", "p99.svg", "memory.svg"})
    void chartHasATitleAndADescriptionOfEachWay(String name) throws Exception {
        byte[] svg = new Charts(results).svgs().get(name).getBytes(UTF_8);
        Element root = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg))
                .getDocumentElement();
        assertThat(text(root, "title")).isNotBlank();
        assertThat(text(root, "desc")).contains(results.ways());
    }

    private static String text(Element root, String tag) {
        return root.getElementsByTagName(tag).item(0).getTextContent();
    }
}
