package dev.warmer.game;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LongSummaryStatistics;
import java.util.SplittableRandom;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;

/** Counts the guesses that both strategies need on the same ranges, and prints the table in docs/performance.md. */
public final class GuessesTable {
    private static final long LARGEST = 1_000_000_000_000_000_000L;
    private static final int SECRETS = 100_000;

    private final SplittableRandom random = new SplittableRandom(1);

    private GuessesTable() {}

    /** @param args none */
    public static void main(String[] args) {
        new GuessesTable().print();
    }

    private void print() {
        System.out.println("| numbers | `random`: average | worst | games | `bisect`: average | worst | games |");
        System.out.println("|--:|--:|--:|--:|--:|--:|--:|");
        print(10, randomly(10, 100_000), bisecting(10));
        print(100, randomly(100, 100_000), bisecting(100));
        print(1000, randomly(1000, 100_000), bisecting(1000));
        print(1_000_000, randomly(1_000_000, 200), bisecting(1_000_000));
        System.out.printf(
                "| %,d | %,d | %,d | none | %s |%n", LARGEST, LARGEST / 2, LARGEST, text(bisectingTheLargest()));
    }

    private static void print(long count, LongSummaryStatistics randomly, LongSummaryStatistics bisecting) {
        System.out.printf("| %,d | %s | %s |%n", count, text(randomly), text(bisecting));
    }

    private static String text(LongSummaryStatistics guesses) {
        return "%,.1f | %,d | %,d".formatted(guesses.getAverage(), guesses.getMax(), guesses.getCount());
    }

    /** Every number of guesses from 1 to {@code count} is equally likely; six standard errors are far from chance. */
    private LongSummaryStatistics randomly(int count, int games) {
        Range range = new Range(1, count);
        LongSummaryStatistics guesses = statistics(
                LongStream.range(0, games).map(game -> Play.anyOf(range, random)),
                secret -> guesses(new RandomStrategy(range, random), secret));
        assertThat(guesses.getMax()).isLessThanOrEqualTo(count);
        double tolerance = 6 * count / Math.sqrt(12.0 * games);
        assertThat(guesses.getAverage()).isBetween((count + 1) / 2.0 - tolerance, (count + 1) / 2.0 + tolerance);
        return guesses;
    }

    private static long guesses(Strategy strategy, long secret) {
        long guesses = 1;
        while (strategy.next() != secret) {
            guesses++;
        }
        return guesses;
    }

    private static LongSummaryStatistics bisecting(int count) {
        return bisecting(new Range(1, count), LongStream.rangeClosed(1, count));
    }

    private LongSummaryStatistics bisectingTheLargest() {
        Range range = new Range(1, LARGEST);
        LongStream anywhere = LongStream.range(0, SECRETS).map(game -> Play.anyOf(range, random));
        LongStream ends = LongStream.rangeClosed(0, 99).flatMap(i -> LongStream.of(1 + i, LARGEST - i));
        return bisecting(range, LongStream.concat(ends, anywhere));
    }

    private static LongSummaryStatistics bisecting(Range range, LongStream secrets) {
        int bound = Play.bound(range);
        LongSummaryStatistics guesses = statistics(secrets, secret -> Play.guesses(range, secret, bound));
        assertThat(guesses.getMax()).isLessThanOrEqualTo(bound);
        return guesses;
    }

    private static LongSummaryStatistics statistics(LongStream secrets, LongUnaryOperator guesses) {
        return secrets.map(guesses).summaryStatistics();
    }
}
