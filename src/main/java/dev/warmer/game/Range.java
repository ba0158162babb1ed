package dev.warmer.game;

/**
 * The numbers a game is played in: {@code lower} to {@code upper}, both included, over the whole of the signed
 * 64-bit integers.
 *
 * <p>A range can hold 2<sup>64</sup> numbers, one more than a {@code long} can count, so its size is given by
 * {@link #span()}, which always fits. Immutable and thread-safe.
 *
 * @param lower the smallest number
 * @param upper the largest number, not below {@code lower}
 */
public record Range(long lower, long upper) {
    /** @throws IllegalArgumentException if {@code lower} is above {@code upper} */
    public Range {
        if (lower > upper) {
            throw new IllegalArgumentException(lower + " to " + upper + " is not a valid range: lower is above upper");
        }
    }

    /** {@return the distance of the ends as an unsigned integer: the count of numbers less one} */
    public long span() {
        return upper - lower;
    }

    /** {@return whether {@code number} lies between the ends} */
    public boolean contains(long number) {
        return lower <= number && number <= upper;
    }

    @Override
    public String toString() {
        return lower + " to " + upper;
    }
}
