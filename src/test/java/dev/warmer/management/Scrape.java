package dev.warmer.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Prometheus's text format, read strictly. */
record Scrape(Map<String, Double> samples, Map<String, String> types, Map<String, String> helps) {
    private static final String NAME = "[a-z][a-z0-9_]*";
    private static final String LABEL = "[a-z][a-z0-9_]*=\"(?:[^\"\\\\]|\\\\.)*\"";
    private static final Pattern SAMPLE =
            Pattern.compile("(" + NAME + "(?:\\{" + LABEL + "(?:," + LABEL + ")*,?})?) (\\+Inf|-Inf|NaN|[-+0-9.E]+)");
    private static final Pattern META = Pattern.compile("# (HELP|TYPE) (" + NAME + ") (.+)");

    static Scrape parse(String text) {
        Scrape scrape = new Scrape(new TreeMap<>(), new HashMap<>(), new HashMap<>());
        assertThat(text).endsWith("\n");
        text.lines().forEach(scrape::add);
        return scrape;
    }

    private void add(String line) {
        Matcher meta = META.matcher(line);
        if (meta.matches()) {
            (meta.group(1).equals("HELP") ? helps : types).put(meta.group(2), meta.group(3));
        } else {
            Matcher sample = SAMPLE.matcher(line);
            assertThat(sample.matches()).as(line).isTrue();
            assertThat(samples.put(sample.group(1), number(sample.group(2))))
                    .as("twice: " + line)
                    .isNull();
        }
    }

    private static double number(String text) {
        return Double.parseDouble(text.replace("Inf", "Infinity"));
    }

    /**
     * The value of a series of ours over all drivers, named without the {@code warmer_} in front and without the label
     * {@code driver}; NaN if there is none.
     */
    double of(String series) {
        return samples.entrySet().stream()
                .filter(sample -> withoutDriver(sample.getKey()).equals("warmer_" + series))
                .mapToDouble(Map.Entry::getValue)
                .reduce(Double::sum)
                .orElse(Double.NaN);
    }

    private static String withoutDriver(String series) {
        return series.replaceFirst(",?driver=\"[a-z_]+\"", "")
                .replace("{,", "{")
                .replace("{}", "");
    }

    Set<String> ours() {
        Set<String> ours = new TreeSet<>(samples.keySet());
        ours.removeIf(series -> !series.startsWith("warmer_"));
        return ours;
    }
}
