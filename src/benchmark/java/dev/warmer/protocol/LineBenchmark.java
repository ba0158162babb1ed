package dev.warmer.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A line alone: each command read, and a guess printed. */
@State(Scope.Thread)
public class LineBenchmark {
    private static final int COUNT = 1024;

    private final byte[] number = "NUMBER".getBytes(US_ASCII);
    private final byte[] report = "REPORT Warmer".getBytes(US_ASCII);
    private final byte[] params = "PARAMS 1 1000000".getBytes(US_ASCII);
    private final byte[] end = new byte[0];
    private final long[] guesses =
            new SplittableRandom(1).longs(COUNT, 1, 1_000_001).toArray();
    private final ReplyBuffer replies = new ReplyBuffer();
    private int next;

    @Benchmark
    public Command parseNumber() {
        return CommandParser.parse(number, 0, number.length);
    }

    @Benchmark
    public Command parseReport() {
        return CommandParser.parse(report, 0, report.length);
    }

    @Benchmark
    public Command parseParams() {
        return CommandParser.parse(params, 0, params.length);
    }

    @Benchmark
    public Command parseEnd() {
        return CommandParser.parse(end, 0, 0);
    }

    @Benchmark
    public byte[] printGuess() {
        replies.clear();
        replies.guess(guesses[next++ & (COUNT - 1)]);
        return replies.bytes();
    }
}
