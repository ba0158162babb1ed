package dev.warmer.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.management.Promql.Matcher;
import dev.warmer.management.Promql.Selector;
import java.util.List;
import org.junit.jupiter.api.Test;

class PromqlTest {
    @Test
    void functionsOperatorsDurationsAndNumbersAreNoMetrics() {
        Promql promql = Promql.parse(
                "histogram_quantile(0.99, sum by (le, job) (rate(a_bucket[5m]))) > 1e-3"
                        + " and sum without (x) (b{c=\"d }\", e!~\"f|\\\"g\"} > 0) / on (h) i{} or vector(0) - time() < 14 * 24");
        assertThat(promql.selectors())
                .containsExactly(
                        new Selector("a_bucket", List.of()),
                        new Selector("b", List.of(new Matcher("c", "=", "d }"), new Matcher("e", "!~", "f|\\\"g"))),
                        new Selector("i", List.of()));
        assertThat(promql.labels()).containsExactly("le", "job", "x", "h");
    }
}
