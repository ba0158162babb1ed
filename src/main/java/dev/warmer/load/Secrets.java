package dev.warmer.load;

import dev.warmer.game.Range;
import java.util.SplittableRandom;

/** The secrets of one player, game by game: the same for the same seed, whoever plays beside it. */
final class Secrets {
    private final SplittableRandom random;
    private final Range range;

    /** @param player its number among all, from 0 */
    Secrets(long seed, long player, Range range) {
        // The generator mixes its state, so neighbours have nothing to do with each other; neither have seeds, like
        // this.
        random = new SplittableRandom(new SplittableRandom(seed).nextLong() + player);
        this.range = range;
    }

    /** {@return the next, any number of the range being as likely as any other} */
    long next() {
        if (range.span() == -1) {
            return random.nextLong();
        }
        if (range.span() >= 0 && range.span() < Long.MAX_VALUE) {
            return range.lower() + random.nextLong(range.span() + 1);
        }
        long number = random.nextLong(); // more than half of all integers are in the range
        while (!range.contains(number)) {
            number = random.nextLong();
        }
        return number;
    }
}
