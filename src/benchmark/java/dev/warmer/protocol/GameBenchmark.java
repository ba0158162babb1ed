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

    private final ReplyBuffer replies = new ReplyBuffer();
    private Session session;

    @Setup
    public void start() {
        session = new Session(strategy.factory(new SplittableRandom(1)), 1024, SessionListener.NONE);
        say(params);
        say(number);
    }

    @Benchmark
    public void paramsAndNumber(Blackhole sent) {
        say(params);
        say(number);
        sent.consume(replies.bytes());
    }

    @Benchmark
    public boolean report() {
        return say(report);
    }

    private boolean say(byte[] line) {
        replies.clear();
        return session.receive(line, 0, line.length, replies);
    }
}
