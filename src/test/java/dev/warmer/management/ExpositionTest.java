package dev.warmer.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.connection.CloseReason;
import dev.warmer.metrics.Driver;
import dev.warmer.metrics.ServerMetrics;
import dev.warmer.testing.Await;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExpositionTest {
    private final Meters meters = new Meters();
    private final Vertx vertx = meters.measure(new VertxOptions()).build();
    private Management operations;

    @BeforeEach
    void deploy() {
        meters.share(vertx);
        ServerMetrics.of(vertx).of(Driver.WEB);
        operations = Management.deploy(vertx);
    }

    @AfterEach
    void close() {
        Await.result(vertx.close());
    }

    @Test
    void isInPrometheusFormat() {
        HttpResponse<String> response = operations.get("/metrics");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).hasValue("text/plain; version=0.0.4; charset=utf-8");
    }

    @Test
    void describesEachMetricAndNamesItByTheConventions() {
        Scrape scrape = operations.scrape();
        assertThat(scrape.helps().keySet()).isEqualTo(scrape.types().keySet());
        scrape.types().forEach((name, type) -> {
            if (name.startsWith("warmer_")) {
                assertThat(scrape.helps().get(name)).as(name).hasSizeGreaterThan(10);
                assertThat(name.endsWith("_total")).as(name).isEqualTo(type.equals("counter"));
            }
        });
        assertThat(scrape.types())
                .containsEntry("warmer_connections_open", "gauge")
                .containsEntry("warmer_reply_seconds", "histogram")
                .containsEntry("warmer_game_guesses", "histogram");
    }

    @Test
    void labelValuesAreEnumConstants() {
        assertThat(operations.scrape().ours())
                .filteredOn(series -> series.contains("{") && !series.contains("le=") && !series.contains("version="))
                .allMatch(series -> series.matches(
                        "\\w+\\{((cause=\"[a-z_]+\"|command=\"[a-z]+\"|code=\"[A-Z_]+\"|stream=\"[a-z]+\"),?)?"
                                + "(driver=\"web\")?(,state=\"[a-z]+\")?}"))
                .doesNotContain("warmer_errors_total{code=\"REPLY_TIMEOUT\",driver=\"web\"}")
                // limits, close reasons, commands, codes sent, streams, states; others with the driver alone
                .hasSize(2 + CloseReason.values().length + 5 + 14 + 2 + 3 + 11);
    }

    @Test
    void boundsAreInSeconds() {
        assertThat(operations.scrape().ours())
                .contains(
                        "warmer_reply_seconds_bucket{driver=\"web\",le=\"1.0E-6\"}",
                        "warmer_reply_seconds_bucket{driver=\"web\",le=\"5.0E-6\"}")
                .contains(
                        "warmer_reply_seconds_bucket{driver=\"web\",le=\"0.02\"}",
                        "warmer_reply_seconds_bucket{driver=\"web\",le=\"1.0\"}");
    }

    @Test
    void hasTheJvmAndPoolsOfVertxButNotItsNetwork() {
        assertThat(operations.scrape().samples().keySet())
                .anyMatch(series -> series.startsWith("jvm_memory_used_bytes{area=\"heap\""))
                .contains("process_files_open_files", "jvm_threads_live_threads")
                .contains("vertx_pool_in_use{pool_name=\"vert.x-worker-thread\",pool_type=\"worker\"}")
                .noneMatch(series -> series.startsWith("vertx_") && !series.startsWith("vertx_pool_"));
    }

    @Test
    void hasTheVersionsOfTheProgramAndOfTheJdk() {
        assertThat(operations.scrape().samples())
                .containsEntry("warmer_build_info{version=\"unknown\"}", 1.0) // there is none outside of the jar
                .anySatisfy((series, value) ->
                        assertThat(series).startsWith("jvm_info{").contains("version=\"" + Runtime.version() + "\""));
    }

    @Test
    void secondVerticleServesTheSameMetrics() {
        Management second = Management.deploy(vertx);
        assertThat(second.scrape().ours()).isEqualTo(operations.scrape().ours());
    }
}
