package dev.warmer.metrics;

import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/**
 * How many values there were of each size, and their sum.
 *
 * <p>Safe for use from any thread; to record neither waits nor allocates, which is why it is not one of Micrometer's.
 */
public final class Histogram {
    private final long[] bounds;
    private final LongAdder[] counts;
    private final LongAdder sum = new LongAdder();

    /** @param bounds the largest value of each bucket, in order; one more bucket takes what is larger */
    Histogram(long... bounds) {
        this.bounds = bounds.clone();
        counts = Stream.generate(LongAdder::new).limit(bounds.length + 1).toArray(LongAdder[]::new);
    }

    void record(long value) {
        int bucket = Arrays.binarySearch(bounds, value);
        counts[bucket < 0 ? ~bucket : bucket].increment();
        sum.add(value);
    }

    /** {@return the largest value of each bucket but the last, which has none} */
    public long[] bounds() {
        return bounds.clone();
    }

    /** {@return how many values are in each bucket} */
    public long[] counts() {
        return Arrays.stream(counts).mapToLong(LongAdder::sum).toArray();
    }

    /** {@return how many values there were} */
    public long count() {
        return Arrays.stream(counts()).sum();
    }

    /** {@return all values added up} */
    public long sum() {
        return sum.sum();
    }
}
