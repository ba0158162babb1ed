package dev.warmer.lesson;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The blocks of docs/lesson.md that are made from the sources and the results of measurements, each after a comment that
 * says what it contains:
 *
 * <ul>
 *   <li>{@code <!-- excerpt: threads/PeerConnection.java serve, handle -->} before a fenced block: these methods, see
 *       {@link JavaSource#excerpt}. A path begins in dev/warmer, or with {@code src/} or {@code conf/}; without methods,
 *       it is the whole file.
 *   <li>{@code <!-- count: server -->} before a table that ends with {@code <!-- end -->}: see {@link Count#table}.
 *   <li>{@code <!-- table: cpu -->} before a table that ends so: one of {@link Tables#all}.
 * </ul>
 */
public final class LessonPage {
    static final Path PAGE = Path.of("docs", "lesson.md");
    static final String COMMAND =
            "mvn -q test-compile exec:java -Dmain.class=dev.warmer.lesson.LessonPage -Dexec.classpathScope=test";

    private static final Path SOURCES = Path.of("src", "main", "java", "dev", "warmer");
    private static final Pattern MARKER = Pattern.compile("<!-- (excerpt|count|table): (.+) --> *\n");
    private static final Pattern FENCE = Pattern.compile("```\\w*\n");

    /** What follows a marker, without the fence or the comment that ends it. */
    private record Block(String kind, String name, int from, int to) {
        String expected() throws IOException {
            return switch (kind) {
                case "excerpt" -> excerpt(name);
                case "count" -> Count.table(name);
                default -> table(name);
            };
        }
    }

    private LessonPage() {}

    /**
     * Replaces the blocks of the page, and writes the charts.
     *
     * @param args none
     * @throws IOException if the page cannot be read or written, or a source cannot be read
     */
    public static void main(String... args) throws IOException {
        Files.writeString(PAGE, rewritten(Files.readString(PAGE)));
        for (Map.Entry<String, String> chart :
                new Charts(Results.read(Results.FILE)).svgs().entrySet()) {
            Files.writeString(Results.FILE.resolveSibling(chart.getKey()), chart.getValue());
        }
    }

    /** {@return the page with its blocks replaced} */
    static String rewritten(String page) throws IOException {
        StringBuilder rewritten = new StringBuilder();
        int copied = 0;
        for (Block block : blocks(page)) {
            rewritten.append(page, copied, block.from).append(block.expected());
            copied = block.to;
        }
        return rewritten.append(page, copied, page.length()).toString();
    }

    /** {@return the markers whose blocks differ from what they should contain} */
    static List<String> stale(String page) throws IOException {
        List<String> stale = new ArrayList<>();
        for (Block block : blocks(page)) {
            if (!page.substring(block.from, block.to).equals(block.expected())) {
                stale.add(block.kind + ": " + block.name);
            }
        }
        return stale;
    }

    private static List<Block> blocks(String page) {
        List<Block> blocks = new ArrayList<>();
        Matcher marker = MARKER.matcher(page);
        while (marker.find()) {
            int from = marker.end();
            String end = "<!-- end -->\n";
            if (marker.group(1).equals("excerpt")) {
                Matcher fence = FENCE.matcher(page).region(from, page.length());
                from = fence.lookingAt() ? fence.end() : page.length();
                end = "```\n";
            }
            int to = page.indexOf("\n" + end, from - 1) + 1; // from the line before: the block may be empty
            if (to < from || page.substring(from, to).contains("<!-- ")) {
                throw new IllegalArgumentException(
                        "no block follows " + marker.group().strip());
            }
            blocks.add(new Block(marker.group(1), marker.group(2), from, to));
        }
        return blocks;
    }

    private static String table(String name) throws IOException {
        Map<String, String> tables = new Tables(Results.read(Results.FILE)).all();
        if (!tables.containsKey(name)) {
            throw new IllegalArgumentException("no table \"%s\"; there are %s".formatted(name, tables.keySet()));
        }
        return tables.get(name);
    }

    private static String excerpt(String name) throws IOException {
        String[] pathAndMethods = name.split(" +", 2);
        String path = pathAndMethods[0];
        Path file = path.matches("(src|conf)/.*") ? Path.of(path) : SOURCES.resolve(path);
        if (pathAndMethods.length == 1) {
            return Files.readString(file);
        }
        return JavaSource.read(file).excerpt(List.of(pathAndMethods[1].split(", *"))) + "\n";
    }
}
