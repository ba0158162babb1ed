package dev.warmer.game;

import java.math.BigInteger;
import java.util.random.RandomGenerator;

/** Games of {@link BisectStrategy} against a client whose hints are true. */
final class Play {
    private Play() {}

    /** {@return how many guesses hit the secret; more than {@code limit} if that many do not} */
    static int guesses(Range range, long number, int limit) {
        Strategy strategy = new BisectStrategy(range);
        Secret secret = new Secret(number);
        for (int guesses = 1; guesses <= limit; guesses++) {
            Outcome outcome = secret.judge(strategy.next());
            if (outcome == Outcome.CORRECT) {
                return guesses;
            }
            strategy.learn(outcome);
        }
        return limit + 1;
    }

    /** {@return floor(log2(3N)) + 1} */
    static int bound(Range range) {
        BigInteger count = new BigInteger(Long.toUnsignedString(range.span())).add(BigInteger.ONE);
        return count.multiply(BigInteger.valueOf(3)).bitLength();
    }

    /** {@return a number of the range, all equally likely} */
    static long anyOf(Range range, RandomGenerator random) {
        return range.lower() + (range.span() == -1 ? random.nextLong() : below(range.span() + 1, random));
    }

    /** {@return a number from 0 up to a count, both as unsigned integers} */
    private static long below(long count, RandomGenerator random) {
        long number = random.nextLong();
        long rounded = number - Long.remainderUnsigned(number, count);
        return Long.compareUnsigned(rounded, -count) <= 0 ? number - rounded : below(count, random);
    }
}
