package dev.warmer.game;

/**
 * Cuts the numbers from 0 to an unsigned span into stretches of one width, the last perhaps shorter.
 *
 * @param span the largest number, unsigned
 * @param width the numbers in a stretch
 */
record Buckets(long span, long width) {
    private static final int MOST = 16;

    static Buckets over(long span) {
        boolean few = Long.compareUnsigned(span, MOST) < 0;
        return new Buckets(span, few ? 1 : Long.divideUnsigned(span, MOST) + 1);
    }

    int count() {
        return of(span) + 1;
    }

    int of(long number) {
        return (int) Long.divideUnsigned(number, width);
    }

    double share(int bucket) {
        return size(bucket) / numbers();
    }

    /** {@return the chance that two different numbers fall into {@code first} and {@code second}, in this order} */
    double share(int first, int second) {
        double rest = first == second ? size(second) - 1 : size(second);
        return share(first) * rest / (numbers() - 1);
    }

    private double size(int bucket) {
        return bucket < count() - 1 ? width : unsigned(span - bucket * width) + 1;
    }

    private double numbers() {
        return unsigned(span) + 1;
    }

    private static double unsigned(long number) {
        return (number >>> 1) * 2.0 + (number & 1);
    }
}
