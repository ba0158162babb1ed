package dev.warmer.load;

import dev.warmer.game.Range;
import java.util.SplittableRandom;

/** The secrets of one player, uniform over the range, and the same for the same seed and player. */
final class Secrets {
    private final SplittableRandom random;
    private final Range range;

    /** @param player the number of the player among all, from 0 */
    Secrets(long seed, long player, Range range) {
        // SplittableRandom mixes its state: generators of neighbouring players, and of neighbouring seeds, are
        // unrelated.
        random = new SplittableRandom(new SplittableRandom(seed).nextLong() + player);
        this.range = range;
    }

    long next() {
        if (range.upper() < Long.MAX_VALUE) {
            return random.nextLong(range.lower(), range.upper() + 1);
        }
        return range.lower() > Long.MIN_VALUE
                ? random.nextLong(range.lower() - 1, range.upper()) + 1
                : random.nextLong();
    }
}
