package dev.warmer.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.process.Program;
import dev.warmer.process.Programs;
import dev.warmer.testing.Ports;
import dev.warmer.tls.Authority;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The metrics and labels of the alert rules and of the dashboard are those of a process with several servers. */
class MonitoringIT {
    private static final String CONF = """
            {"http": {"port": 0},
             "verticles": {
               "tls": {"verticle": "dev.warmer.eventloop.ServerVerticle", "instances": 2, "config":
                 {"port": %1$d, "tls": {"certificate": "%2$s/server.pem", "key": "%2$s/server.key"}}},
               "direct": {"verticle": "dev.warmer.eventloop.ServerVerticle", "config": {"port": 0, "sockets": "direct"}},
               "threads": {"verticle": "dev.warmer.threads.ThreadedServerVerticle", "config": {"port": 0}},
               "web": {"verticle": "dev.warmer.web.WebVerticle", "config": {"port": 0}},
               "load": {"verticle": "dev.warmer.load.LoadVerticle", "config":
                 {"host": "localhost", "port": %1$d, "players": 4, "games": 50, "tls": {"trust": "%2$s/ca.pem"}}}}}""";
    private static final Pattern PORT = Pattern.compile("board on http://127\\.0\\.0\\.1:(\\d+)/");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"([^\"]*)\"");
    private static final Pattern TEMPLATE = Pattern.compile("\\{\\{ *(?:\\$labels\\.)?([a-z_]+) *}}");
    private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.+), (\\w+)\\)");
    /** Prometheus adds these to each series that it scrapes. */
    private static final Set<String> TARGET_LABELS = Set.of("job", "instance");

    @RegisterExtension
    private final Programs programs = new Programs();

    private final Map<String, List<Map<String, String>>> series = new HashMap<>();
    private final List<String> problems = new ArrayList<>();
    private Scrape scrape;

    @BeforeEach
    void scrape(@TempDir Path folder) throws Exception {
        Authority authority = new Authority("Test CA");
        authority.write(folder, "server", authority.issue("localhost"));
        Path conf = Files.writeString(folder.resolve("conf.json"), CONF.formatted(Ports.free(), folder));
        // A small heap has collections, which the metrics do not have before the first one.
        Program program = programs.jar().option("-Xmx32m").start("-conf", conf.toString());
        program.awaitLog("board on", 1);
        int port = program.stderr().stream()
                .map(PORT::matcher)
                .filter(line -> line.find())
                .map(line -> Integer.parseInt(line.group(1)))
                .findFirst()
                .orElseThrow();
        scrape = new Management("", port).scrapeUntil(MonitoringIT::isComplete);
        series.put("up", List.of(Map.of())); // Prometheus makes it
        scrape.samples()
                .keySet()
                .forEach(sample -> series.computeIfAbsent(sample.replaceFirst("\\{.*", ""), name -> new ArrayList<>())
                        .add(labels(sample)));
    }

    private static boolean isComplete(Scrape scrape) {
        return scrape.of("games_started_total") > 0
                && has(scrape, "jvm_gc_pause_seconds_sum")
                && has(scrape, "warmer_event_loop_lag_seconds_max")
                && has(scrape, "warmer_certificate_expiry_timestamp_seconds");
    }

    private static boolean has(Scrape scrape, String name) {
        return scrape.samples().keySet().stream().anyMatch(sample -> sample.startsWith(name));
    }

    private static Map<String, String> labels(String sample) {
        Map<String, String> labels = new HashMap<>();
        LABEL.matcher(sample).results().forEach(label -> labels.put(label.group(1), label.group(2)));
        return labels;
    }

    @Test
    void alertsAndDashboardNameMetricsAndLabelsThatExist() {
        for (JsonObject alert : MonitoringFiles.alerts()) {
            String texts = alert.getJsonObject("annotations").encode();
            check(alert.getString("alert"), alert.getString("expr"), texts);
        }
        for (JsonObject panel : MonitoringFiles.panels()) {
            String title = panel.getString("title");
            MonitoringFiles.targets(panel)
                    .forEach(target -> check(title, target.getString("expr"), target.getString("legendFormat", "")));
        }
        for (JsonObject variable : MonitoringFiles.variables()) {
            LABEL_VALUES
                    .matcher(variable.getString("definition", ""))
                    .results()
                    .forEach(query -> check(variable.getString("name"), query.group(1), "{{" + query.group(2) + "}}"));
        }
        assertThat(problems).isEmpty();
    }

    /**
     * Finds selectors without series, and labels that the series, or the result of an aggregation, do not have.
     *
     * @param texts templates that are filled with labels of the result
     */
    private void check(String name, String expression, String texts) {
        Promql promql = Promql.parse(expression);
        Set<String> labels = new TreeSet<>(TARGET_LABELS);
        for (Promql.Selector selector : promql.selectors()) {
            List<Map<String, String>> found = series.getOrDefault(selector.metric(), List.of());
            found.forEach(seen -> labels.addAll(seen.keySet()));
            if (found.stream().noneMatch(seen -> selector.matchers().stream().allMatch(each -> matches(each, seen)))) {
                problems.add(name + ": no series " + selector);
            }
        }
        addMissing(name, promql.labels(), labels);
        Set<String> ofTexts = new TreeSet<>();
        TEMPLATE.matcher(texts).results().forEach(template -> ofTexts.add(template.group(1)));
        addMissing(name, ofTexts, promql.labels().isEmpty() ? labels : promql.labels());
    }

    private void addMissing(String name, Set<String> wanted, Set<String> labels) {
        wanted.stream()
                .filter(label -> !labels.contains(label))
                .forEach(label -> problems.add(name + ": no label " + label));
    }

    private static boolean matches(Promql.Matcher matcher, Map<String, String> labels) {
        if (TARGET_LABELS.contains(matcher.label())) {
            return true;
        }
        String value = labels.getOrDefault(matcher.label(), "");
        return matcher.operator().equals("=~") ? value.matches(matcher.value()) : value.equals(matcher.value());
    }

    @Test
    void buildInfoHasTheVersionOfThePom() throws Exception {
        var version = Pattern.compile("<version>(.+?)</version>").matcher(Files.readString(Path.of("pom.xml")));
        assertThat(version.find()).isTrue();
        assertThat(scrape.samples()).containsEntry("warmer_build_info{version=\"" + version.group(1) + "\"}", 1.0);
    }
}
