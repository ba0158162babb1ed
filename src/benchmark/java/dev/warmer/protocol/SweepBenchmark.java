package dev.warmer.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.warmer.game.Range;
import dev.warmer.game.Strategy;
import dev.warmer.game.StrategyName;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** The first and the last tenth of a sweep of 1 to 1,000,000, by the guess: a NUMBER line in, its reply out. */
@State(Scope.Thread)
public class SweepBenchmark {
    private static final int TENTH = 100_000;

    private final byte[] params = "PARAMS 1 1000000".getBytes(US_ASCII);
    private final byte[] number = "NUMBER".getBytes(US_ASCII);

    @Param
    private StrategyName strategy;

    /** How many guesses were made before. */
    @Param({"0", "900000"})
    private int before;

    private final ReplyBuffer replies = new ReplyBuffer();
    private Session session;

    /** The guesses before are requested from the strategy alone, which takes less time. */
    @Setup(Level.Invocation)
    public void start() {
        Function<Range, Strategy> strategies = strategy.factory(new SplittableRandom(1));
        session = new Session(range -> advanced(strategies.apply(range)), 1024, SessionListener.NONE);
        session.receive(params, 0, params.length, replies);
    }

    private Strategy advanced(Strategy fresh) {
        for (int turn = 0; turn < before; turn++) {
            fresh.next();
        }
        return fresh;
    }

    @Benchmark
    @OperationsPerInvocation(TENTH)
    public void number(Blackhole sent) {
        for (int turn = 0; turn < TENTH; turn++) {
            replies.clear();
            session.receive(number, 0, number.length, replies);
            sent.consume(replies.bytes());
        }
    }
}
