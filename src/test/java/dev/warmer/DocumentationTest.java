package dev.warmer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages of the documentation: their links lead somewhere, and the first page is short. */
class DocumentationTest {
    private static final Path README = Path.of("README.md");
    private static final int MAX_README_LINES = 200;

    private static final Pattern CODE_BLOCK = Pattern.compile("(?ms)^ *```.*?^ *```$");
    private static final Pattern CODE = Pattern.compile("`[^`\n]*`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.+)$");
    private static final Pattern SCHEME = Pattern.compile("^[a-z]+:.*");

    static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
            return Stream.concat(
                            Stream.of(README),
                            docs.filter(file -> file.toString().endsWith(".md")).sorted())
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void relativeLinksLeadToFilesAndHeadings(Path page) {
        assertThat(links(page)).filteredOn(link -> !exists(page, link)).isEmpty();
    }

    @Test
    void readmeIsShort() throws IOException {
        assertThat(Files.readAllLines(README)).hasSizeLessThanOrEqualTo(MAX_README_LINES);
    }

    @Test
    void everyPageCanBeReachedFromTheReadme() throws IOException {
        List<Path> reached = new ArrayList<>(List.of(README));
        for (int next = 0; next < reached.size(); next++) {
            Path page = reached.get(next);
            links(page).stream()
                    .map(link -> target(page, link))
                    .filter(file -> Files.exists(file) && file.toString().endsWith(".md") && !reached.contains(file))
                    .distinct()
                    .forEach(reached::add);
        }
        assertThat(reached).containsAll(pages());
    }

    /** {@return the relative links of a page; code is no link} */
    private static List<String> links(Path page) {
        String text = CODE.matcher(prose(page)).replaceAll("code");
        return LINK.matcher(text)
                .results()
                .map(link -> link.group(1))
                .filter(link -> !SCHEME.matcher(link).matches())
                .toList();
    }

    private static boolean exists(Path page, String link) {
        Path file = target(page, link);
        int hash = link.indexOf('#');
        return Files.exists(file) && (hash < 0 || anchors(file).contains(link.substring(hash + 1)));
    }

    private static Path target(Path page, String link) {
        String path = URLDecoder.decode(link.replaceFirst("#.*", ""), UTF_8);
        return path.isEmpty() ? page : page.resolveSibling(path).normalize();
    }

    /** {@return the anchors that GitHub makes of the headings} A heading that occurs again gets a number. */
    private static List<String> anchors(Path page) {
        List<String> anchors = new ArrayList<>();
        HEADING.matcher(prose(page)).results().map(DocumentationTest::anchor).forEach(anchor -> {
            long before = anchors.stream().filter(anchor::equals).count();
            anchors.add(before == 0 ? anchor : anchor + "-" + before);
        });
        return anchors;
    }

    private static String anchor(MatchResult heading) {
        String lower = heading.group(1).strip().toLowerCase(Locale.ROOT);
        return lower.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
    }

    /** {@return the text of a page without its code blocks, where a hash begins a comment} */
    private static String prose(Path page) {
        try {
            return CODE_BLOCK.matcher(Files.readString(page)).replaceAll("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
