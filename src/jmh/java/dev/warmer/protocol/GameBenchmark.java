package dev.warmer.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.warmer.game.StrategyName;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** A game in 1 to 1,000,000: its start up to the first guess, and a report on that. */
@State(Scope.Thread)
public class GameBenchmark {
    private final byte[] params = "PARAMS 1 1000000".getBytes(US_ASCII);
    private final byte[] number = "NUMBER".getBytes(US_ASCII);
    private final byte[] report = "REPORT Warmer".getBytes(US_ASCII);

    @Param
    private StrategyName strategy;

    private Session session;

    @Setup
    public void start() {
        session = new Session(strategy.factory(new SplittableRandom(1)), 1024, SessionListener.NONE);
        session.receive(params, 0, params.length);
        session.receive(number, 0, number.length);
    }

    @Benchmark
    public void paramsAndNumber(Blackhole replies) {
        replies.consume(session.receive(params, 0, params.length));
        replies.consume(session.receive(number, 0, number.length));
    }

    @Benchmark
    public Reply report() {
        return session.receive(report, 0, report.length);
    }
}
