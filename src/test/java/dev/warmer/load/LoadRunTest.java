package dev.warmer.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.testing.LogCaptor;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class LoadRunTest {
    private final LoadRun run = new LoadRun(new JsonObject().put("rate", 1000), 1);

    private static LoadStats late(int rounds) {
        LoadStats stats = new LoadStats();
        stats.late = rounds;
        return stats;
    }

    @Test
    void warnsOfRoundsThatTheLoadClientBeganLate() {
        try (LogCaptor log = LogCaptor.of(LoadVerticle.class.getName())) {
            run.add(late(7), true);
            run.logProgress();
            run.logProgress();
            assertThat(log.messages())
                    .filteredOn(line -> line.startsWith("load client overloaded"))
                    .containsExactly("load client overloaded: 7 rounds began more than 10 ms late,"
                            + " which their latency includes");
        }
    }

    @Test
    void reportsLateRoundsApartFromUnansweredOnes() {
        run.add(late(5), false);
        run.add(late(7), true);
        run.finished();
        LoadReport report = run.report().result();
        assertThat(report.json().getLong("late")).isEqualTo(7);
        assertThat(report.json().getLong("unanswered")).isZero();
        assertThat(report.table()).containsPattern("(?m)^late +7$");
    }

    @Test
    void runIsOverWhenNoInstanceHasPlayersAndIsNotResumed() {
        LoadRun two = new LoadRun(new JsonObject(), 2);
        two.finished();
        assertThat(two.resume()).isTrue();
        two.finished();
        assertThat(two.report().isComplete()).isFalse();
        two.finished();
        assertThat(two.report().isComplete()).isTrue();
        assertThat(two.resume()).isFalse();
    }
}
