package dev.warmer.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.config.InvalidConfigException;
import dev.warmer.contract.LogLines;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigReloaderTest {
    private final LogLines log = new LogLines("dev.warmer.launcher");
    private final List<JsonObject> told = new ArrayList<>();
    private final ConfigReloader live = new ConfigReloader(server("{'port': 1}"), (name, config) -> told.add(config));

    @AfterEach
    void closeTheLog() {
        log.close();
    }

    private static Conf server(String config) {
        return Confs.read(Confs.conf(Confs.SERVER, config));
    }

    private void changes(String config) {
        live.changed(Future.succeededFuture(server(config)));
    }

    @Test
    void passesOnWhatMayChangeAndSaysSo() {
        changes("{'port': 1, 'idleTimeout': 5, 'maxConnections': 6}");
        assertThat(told).containsExactly(Confs.json("{'port': 1, 'idleTimeout': 5, 'maxConnections': 6}"));
        assertThat(log.lines()).containsExactly("INFO a: idleTimeout is now 5", "INFO a: maxConnections is now 6");
    }

    @Test
    void goesBackToTheDefault() {
        changes("{'port': 1, 'idleTimeout': 5}");
        changes("{'port': 1}");
        assertThat(told).endsWith(Confs.json("{'port': 1}"));
        assertThat(log.lines()).endsWith("INFO a: idleTimeout is now its default");
    }

    @Test
    void namesWhatMayNotChangeAndLeavesIt() {
        changes("{'port': 2, 'strategy': 'bisect', 'idleTimeout': 5}");
        assertThat(told).containsExactly(Confs.json("{'port': 1, 'idleTimeout': 5}"));
        assertThat(log.of("WARN"))
                .containsExactly(
                        "WARN a: port cannot change while it runs: restart for 2",
                        "WARN a: strategy cannot change while it runs: restart for \"bisect\"");
    }

    @Test
    void namesItAgainOnlyAsLongAsItDiffers() {
        changes("{'port': 2}");
        changes("{'port': 1}");
        assertThat(log.lines()).containsExactly("WARN a: port cannot change while it runs: restart for 2");
        assertThat(told).isEmpty();
    }

    @Test
    void saysNothingOfAConfThatIsTheSame() {
        changes("{'port': 1}");
        assertThat(log.lines()).isEmpty();
        assertThat(told).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'b': {'verticle': '%s', 'config': {'idleTimeout': 5}}} "
                        + "| WARN a: how it is deployed cannot change while it runs: restart "
                        + "| WARN b: is not deployed until a restart",
                "{'a': {'verticle': '%1$s', 'config': {'port': 1}}, 'b': {'verticle': '%1$s'}} "
                        + "| WARN b: is not deployed until a restart |",
            })
    void namesWhichDeploymentsDiffer(String verticles, String first, String second) {
        deploys(verticles);
        assertThat(log.lines()).containsExactlyElementsOf(second == null ? List.of(first) : List.of(first, second));
        assertThat(told).isEmpty();
    }

    @Test
    void takesWhatMayChangeBesideWhatMayNot() {
        deploys("{'a': {'verticle': '%s', 'instances': 2, 'config': {'port': 1, 'idleTimeout': 5}}}");
        assertThat(log.lines())
                .containsExactly(
                        "WARN a: how it is deployed cannot change while it runs: restart",
                        "INFO a: idleTimeout is now 5");
        assertThat(told).containsExactly(Confs.json("{'port': 1, 'idleTimeout': 5}"));
    }

    private void deploys(String verticles) {
        String conf = "{'verticles': %s}".formatted(verticles.formatted(Confs.SERVER));
        live.changed(Future.succeededFuture(Confs.read(conf)));
    }

    @Test
    void namesAnotherEndOnce() {
        Conf ends = Confs.read("{'verticles': {'a': {'verticle': '%s', 'config': {'port': 1}}}, 'exitAfter': ['a']}"
                .formatted(Confs.SERVER));
        live.changed(Future.succeededFuture(ends));
        live.changed(Future.succeededFuture(ends));
        assertThat(log.lines()).containsExactly("WARN exitAfter cannot change while it runs: restart for [a]");
        assertThat(told).isEmpty();
    }

    @Test
    void namesAnotherPlaceForHealthAndMetrics() {
        Conf shown = Confs.read("{'http': {'port': 0}, 'verticles': {'a': {'verticle': '%s', 'config': {'port': 1}}}}"
                .formatted(Confs.SERVER));
        live.changed(Future.succeededFuture(shown));
        assertThat(log.lines()).containsExactly("WARN http: is not deployed until a restart");
    }

    @Test
    void tellsWhatIsWrongInOneLineEachAndLeavesAllAsItWas() {
        live.changed(Future.failedFuture(new InvalidConfigException("port", 0.5, "an integer")));
        assertThat(log.lines()).containsExactly("ERROR port: 0.5 is not allowed: an integer; all stays as it was");
        changes("{'port': 1, 'idleTimeout': 5}");
        assertThat(told).containsExactly(Confs.json("{'port': 1, 'idleTimeout': 5}"));
    }
}
