package dev.warmer.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CrossingTest {
    private static final List<Integer> CONNECTIONS = List.of(1, 100, 10_000);

    @Test
    void crossingIsInterpolatedOnLogarithmicAxes() {
        assertThat(new Crossing(CONNECTIONS, List.of(0.5, 2.0, 4.0))).hasToString("worse; better from 10");
    }

    @Test
    void everyCrossingIsNamed() {
        assertThat(new Crossing(CONNECTIONS, List.of(2.0, 0.5, 2.0)))
                .hasToString("better; worse from 10; better from 1,000");
    }

    @Test
    void ratiosNearOneDoNotDecide() {
        assertThat(new Crossing(CONNECTIONS, List.of(1.04, 0.5, 0.4))).hasToString("worse");
        assertThat(new Crossing(CONNECTIONS, List.of(1.04, 1.0, 0.96))).hasToString("equal");
    }
}
