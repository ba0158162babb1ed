package dev.warmer.metrics;

import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/**
 * Counts by the constants of an enum, so that there are never more counts than constants, whatever a peer sends.
 *
 * <p>Safe for use from any thread; to count neither waits nor allocates nor looks anything up.
 *
 * @param <E> what is told apart
 */
@SuppressWarnings("EnumOrdinal") // an array is what it is all about, and nothing is kept by these numbers
public final class EnumCounters<E extends Enum<E>> {
    private final LongAdder[] adders;

    /** @param type what is told apart; every count starts at 0 */
    EnumCounters(Class<E> type) {
        adders = Stream.generate(LongAdder::new)
                .limit(Arrays.stream(type.getEnumConstants()).count())
                .toArray(LongAdder[]::new);
    }

    void increment(E what) {
        add(what, 1);
    }

    void add(E what, long count) {
        adders[what.ordinal()].add(count);
    }

    /** {@return how often {@code what} was counted} */
    public long of(E what) {
        return adders[what.ordinal()].sum();
    }

    /** {@return how often anything was counted} */
    public long total() {
        return Arrays.stream(adders).mapToLong(LongAdder::sum).sum();
    }
}
