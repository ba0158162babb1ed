package dev.warmer.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The count of lines that differ; each letter is a line. */
class LineDiffTest {
    @ParameterizedTest
    @CsvSource({
        "abc, abc, 3, 0, 0, 0",
        "abc, axc, 2, 1, 0, 0",
        "abc, axyc, 2, 1, 1, 0",
        "abcd, axd, 2, 1, 0, 1",
        "abc, ac, 2, 0, 0, 1",
        "ac, abc, 2, 0, 1, 0",
        "abc, xyz, 0, 3, 0, 0",
        "ab, ba, 1, 0, 1, 1",
        "abcde, xbydz, 2, 3, 0, 0",
        "'', ab, 0, 0, 2, 0",
        "ab, '', 0, 0, 0, 2",
        "'', '', 0, 0, 0, 0",
    })
    void countsLines(String before, String after, int unchanged, int changed, int added, int removed) {
        assertThat(LineDiff.of(lines(before), lines(after)))
                .isEqualTo(new LineDiff(unchanged, changed, added, removed));
    }

    private static List<String> lines(String letters) {
        return letters.isEmpty() ? List.of() : Arrays.asList(letters.split(""));
    }
}
