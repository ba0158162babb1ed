package dev.warmer.game;

/**
 * Arithmetic on offsets: how far a number lies above the lower end of its range, as an unsigned 64-bit integer. So
 * every range fits, up to all 2<sup>64</sup> numbers, and nothing here overflows.
 */
final class Offsets {
    private Offsets() {}

    static boolean less(long a, long b) {
        return Long.compareUnsigned(a, b) < 0;
    }

    static long smaller(long a, long b) {
        return less(a, b) ? a : b;
    }

    static long larger(long a, long b) {
        return less(a, b) ? b : a;
    }

    /** {@return whether the image of {@code guess} in {@code mirror + half/2} lies in 0 to {@code end}} */
    static boolean imageFits(long guess, long mirror, int half, long end) {
        if (less(end, mirror)) {
            return false;
        }
        if (less(mirror, guess)) {
            return !less(mirror, guess - mirror - half);
        }
        long room = end - mirror;
        return half == 0 ? !less(room, mirror - guess) : less(mirror - guess, room);
    }

    /** {@return the image of {@code guess} in {@code mirror + half/2}, given that it fits} */
    static long image(long guess, long mirror, int half) {
        return mirror - guess + mirror + half;
    }

    /** {@return {@code offset} moved by {@code distance}, as far as 0 to {@code end} allow} */
    static long movedWithin(long offset, int distance, long end) {
        return distance < 0 ? offset - smaller(offset, -distance) : offset + smaller(end - offset, distance);
    }

    /** {@return whether {@code offset} is among the first {@code count}} */
    static boolean contains(long[] offsets, int count, long offset) {
        int i = 0;
        while (i < count && offsets[i] != offset) {
            i++;
        }
        return i < count;
    }

    /** {@return 0, 1, -1, 2, -2, ... for 0, 1, 2, 3, 4, ...} */
    static int zigzag(int step) {
        return (step & 1) == 0 ? -(step >>> 1) : (step >>> 1) + 1;
    }

    /** {@return the smallest 4, 5, 6 or 7 times a power of two that reaches {@code count}, or a count below 8 itself} */
    static long block(long count) {
        int shift = Math.max(0, 61 - Long.numberOfLeadingZeros(count));
        return (((count - 1) >>> shift) + 1) << shift;
    }
}
