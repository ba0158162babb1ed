package dev.warmer.eventloop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.contract.Peer;
import dev.warmer.game.StrategyName;
import java.util.BitSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sweeps a range of a million over one connection, and prints how long each tenth takes; the first sweep warms up. */
class SweepTable extends EventLoopFixture {
    private static final int SWEEPS = 4;
    private static final int TENTH = 100_000;
    private static final int BATCH = 1000;

    @ParameterizedTest
    @EnumSource
    void printsTheTimeOfEachTenth(StrategyName strategy) {
        int port = deploy(config().put("strategy", strategy.toString()), line -> {})
                .port();
        try (Peer peer = Peer.connect(port)) {
            for (int sweep = 1; sweep <= SWEEPS; sweep++) {
                peer.send("PARAMS 1 1000000\n");
                System.out.printf("%s, sweep %d, ms each tenth:%s%n", strategy, sweep, sweep(peer));
            }
            assertThat(peer.send("NUMBER\n").line()).startsWith("ERROR RANGE_EXHAUSTED ");
        }
    }

    private static String sweep(Peer peer) {
        StringBuilder times = new StringBuilder();
        BitSet guesses = new BitSet();
        for (int tenth = 1; tenth <= 10; tenth++) {
            long start = System.nanoTime();
            for (int asked = 0; asked < TENTH; asked += BATCH) {
                peer.send("NUMBER\n".repeat(BATCH));
                for (int answered = 0; answered < BATCH; answered++) {
                    guesses.set(Integer.parseInt(peer.line()));
                }
            }
            times.append(' ').append(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
        }
        assertThat(guesses.cardinality()).isEqualTo(10 * TENTH);
        return times.toString();
    }
}
