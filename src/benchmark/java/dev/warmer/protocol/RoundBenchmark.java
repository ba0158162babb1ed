package dev.warmer.protocol;

import dev.warmer.game.StrategyName;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Whole games in 1 to 1,000,000 against a client whose hints are true, by the round: REPORT and NUMBER. */
@State(Scope.Thread)
public class RoundBenchmark {
    private static final int ROUNDS = 10_000;

    @Param
    private StrategyName strategy;

    private byte[][] lines;
    private final ReplyBuffer replies = new ReplyBuffer();
    private Session session;

    @Setup
    public void record() {
        lines = new Recording(strategy.factory(new SplittableRandom(1))).play(ROUNDS);
        session = new Session(strategy.factory(new SplittableRandom(1)), 1024, SessionListener.NONE);
    }

    @Benchmark
    @OperationsPerInvocation(ROUNDS)
    public void round(Blackhole sent) {
        for (byte[] line : lines) {
            replies.clear();
            session.receive(line, 0, line.length, replies);
            sent.consume(replies.bytes());
        }
    }
}
