package dev.warmer.management;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The alert rules and the dashboard by themselves; {@link MonitoringIT} compares them with a scrape. */
class MonitoringFilesTest {
    private static final String RUNBOOK = "docs/operations.md#";
    private static final Pattern SECTION = Pattern.compile("(?ms)^## What to do at each alert$(.*?)(?=^## )");
    private static final Pattern HEADING = Pattern.compile("(?m)^### (.+)$");

    @Test
    void eachAlertHasASectionAndEachSectionAnAlert() throws IOException {
        String operations = Files.readString(Path.of("docs/operations.md"));
        var section = SECTION.matcher(operations);
        assertThat(section.find()).isTrue();
        List<String> headings = HEADING.matcher(section.group(1))
                .results()
                .map(heading -> heading.group(1))
                .toList();
        assertThat(MonitoringFiles.alerts())
                .extracting(alert -> alert.getString("alert"))
                .containsExactlyElementsOf(headings);
        assertThat(MonitoringFiles.alerts())
                .allSatisfy(
                        alert -> assertThat(alert.getJsonObject("annotations").getString("runbook"))
                                .isEqualTo(RUNBOOK + alert.getString("alert").toLowerCase(Locale.ROOT)));
    }

    @Test
    void eachAlertHasADurationASeverityAndTexts() {
        assertThat(MonitoringFiles.alerts()).allSatisfy(alert -> {
            assertThat(alert.getString("for")).matches("\\d+[mh]");
            assertThat(alert.getJsonObject("labels").getString("severity")).isIn("critical", "warning");
            JsonObject annotations = alert.getJsonObject("annotations");
            assertThat(annotations.getString("summary")).isNotBlank();
            assertThat(annotations.getString("description")).isNotBlank();
        });
    }

    @Test
    void panelsHaveNumbersOfTheirOwnAndDoNotOverlap() {
        HashSet<Object> numbers = new HashSet<>();
        HashSet<String> cells = new HashSet<>();
        for (JsonObject panel : MonitoringFiles.panels()) {
            assertThat(numbers.add(panel.getValue("id"))).isTrue();
            JsonObject place = panel.getJsonObject("gridPos");
            int left = place.getInteger("x");
            assertThat(left + place.getInteger("w")).isLessThanOrEqualTo(24);
            for (int x = left; x < left + place.getInteger("w"); x++) {
                for (int y = place.getInteger("y"); y < place.getInteger("y") + place.getInteger("h"); y++) {
                    assertThat(cells.add(x + "," + y)).as("%s", panel).isTrue();
                }
            }
        }
    }

    @Test
    void eachQuerySelectsByTheVariables() {
        assertThat(MonitoringFiles.variables())
                .extracting(variable -> variable.getString("name"))
                .containsExactly("datasource", "job", "instance");
        assertThat(MonitoringFiles.panels())
                .flatMap(MonitoringFiles::targets)
                .isNotEmpty()
                .allSatisfy(target -> {
                    assertThat(target.getJsonObject("datasource").getString("uid"))
                            .isEqualTo("${datasource}");
                    assertThat(Promql.parse(target.getString("expr")).selectors())
                            .isNotEmpty()
                            .allSatisfy(selector -> assertThat(selector.matchers())
                                    .contains(
                                            new Promql.Matcher("job", "=~", "$job"),
                                            new Promql.Matcher("instance", "=~", "$instance")));
                });
    }

    @ParameterizedTest
    @CsvSource({"check config prometheus.yml", "check rules alerts.yml", "test rules alerts_test.yml"})
    void promtoolAccepts(String arguments) throws Exception {
        Process promtool;
        try {
            promtool = new ProcessBuilder(("promtool " + arguments).split(" "))
                    .directory(MonitoringFiles.FOLDER.toFile())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            abort("promtool of Prometheus is not installed");
            return;
        }
        String output = new String(promtool.getInputStream().readAllBytes(), UTF_8);
        assertThat(promtool.waitFor()).as(output).isZero();
    }
}
