package dev.warmer.lesson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Methods of a source, as excerpts and as lines of code. */
class JavaSourceTest {
    private static final String TEXT = """
            package sample;

            import java.util.List;

            /** A sample. */
            @Deprecated
            final class Sample {
                private static final String URL = "http://host/*"; // a literal
                /** A field. */
                private final char quote = '"';

                /** A constructor. */
                Sample() {}

                /** Reads. {@return a number} */
                @Override
                public int read(byte[] bytes) {
                    // Why.
                    return 0; /* none */
                }

                interface Nested {
                    /** @param line a line */
                    void line(String line);
                }

                int read() {

                    return 1;
                }
            }
            """;

    private static JavaSource source;

    @BeforeAll
    static void parse() throws IOException {
        source = JavaSource.of(Path.of("Sample.java"), TEXT);
    }

    @Test
    void excerptHasAllOverloadsWithoutJavadocAndIndentation() {
        assertThat(source.excerpt(List.of("read"))).isEqualTo("""
                        @Override
                        public int read(byte[] bytes) {
                            // Why.
                            return 0; /* none */
                        }

                        int read() {

                            return 1;
                        }""");
    }

    @Test
    void numberOfParametersSelectsAnOverload() {
        assertThat(source.excerpt(List.of("read/0", "Sample"))).isEqualTo("""
                        int read() {

                            return 1;
                        }

                        Sample() {}""");
    }

    @Test
    void asteriskIsTheWholeTypeWithoutJavadoc() {
        assertThat(source.excerpt(List.of("*")))
                .startsWith("@Deprecated\nfinal class Sample {\n    private static final String URL")
                .contains("\"http://host/*\"; // a literal\n    private final char quote", "\n\n    Sample() {}\n\n")
                .doesNotContain("/**")
                .endsWith("    }\n}");
    }

    @Test
    void unknownMethodIsReportedWithThoseThatThereAre() {
        assertThatThrownBy(() -> source.excerpt(List.of("read/2")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Sample.java has no method read/2; it has [Sample/0, read/1, line/1, read/0]");
    }

    @Test
    void codeHasNoCommentsAndNoLinesWithoutLetters() {
        assertThat(source.code())
                .containsExactly(
                        entry(
                                "Sample",
                                "@Deprecated",
                                "final class Sample {",
                                "private static final String URL = \"http://host/*\";",
                                "private final char quote = '\"';"),
                        entry("Sample.Sample", "Sample() {}"),
                        entry(
                                "Sample.read",
                                "@Override",
                                "public int read(byte[] bytes) {",
                                "return 0;",
                                "int read() {",
                                "return 1;"),
                        entry("Sample.Nested", "interface Nested {"),
                        entry("Sample.Nested.line", "void line(String line);"));
    }

    private static Map.Entry<String, List<String>> entry(String name, String... lines) {
        return Map.entry(name, List.of(lines));
    }
}
