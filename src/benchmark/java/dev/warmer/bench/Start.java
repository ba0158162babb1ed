package dev.warmer.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures how long the server takes from the start of its process to listening, on one processor, with and without the
 * cache that the build leaves next to the jar. Both take turns, and the medians are printed.
 *
 * <p>{@code java -cp target/warmer.jar:target/benchmark-classes dev.warmer.bench.Start}, on the Java that the build ran on,
 * with {@code -Dreps=5} as its default.
 */
public final class Start {
    private static final int REPS = Integer.getInteger("reps", 5);
    private static final int AOT_SINCE = 25;
    private static final int SERVER_CPU = 0;

    private Start() {}

    /** @param args none */
    public static void main(String[] args) throws IOException {
        Figures with = new Figures();
        Figures without = new Figures();
        for (int rep = 1; rep <= REPS; rep++) {
            with.add(Figures.START, milliseconds(cached()));
            without.add(Figures.START, milliseconds(List.of()));
        }
        Map<String, Figures> ways = new LinkedHashMap<>();
        ways.put("with the cache", with);
        ways.put("without", without);
        new Tables(ways, Start.class).print(System.out);
    }

    /** {@return the options that docs/operations.md has for this Java} */
    static List<String> cached() {
        return Runtime.version().feature() >= AOT_SINCE
                ? List.of(
                        "-XX:AOTCache=" + built("target/warmer.aot"),
                        "-Xlog:all=warning:stderr",
                        "--sun-misc-unsafe-memory-access=allow")
                : List.of("-XX:SharedArchiveFile=" + built("target/warmer.jsa"));
    }

    private static String built(String cache) {
        if (!Files.exists(Path.of(cache))) {
            throw new IllegalStateException(cache + " is not there: build with the Java that runs this");
        }
        return cache;
    }

    private static double milliseconds(List<String> way) throws IOException {
        List<String> options = new ArrayList<>(way);
        options.addAll(List.of("-Dwarmer.server.config.port=0", "-Dwarmer.server.instances=1", "-Dwarmer.http.port=0"));
        long start = System.nanoTime();
        try (Child server = Child.warmer(SERVER_CPU, options, "-conf", "conf/server.json")) {
            server.listening();
            return (System.nanoTime() - start) / 1e6;
        }
    }
}
