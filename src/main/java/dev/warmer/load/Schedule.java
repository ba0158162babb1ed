package dev.warmer.load;

/** When the rounds of an instance are due in an open loop: all instances together, one every 1/rate seconds. */
final class Schedule {
    private static final long SECOND = 1_000_000_000;

    private final long start;
    private final int rate;
    private final Share share;
    private long rounds;
    private long due;

    /**
     * @param start when the first round of all is due, as {@link System#nanoTime} tells it
     * @param rate how many are due in a second, over all instances
     */
    Schedule(long start, int rate, Share share) {
        this.start = start;
        this.rate = rate;
        this.share = share;
        due = due();
    }

    /** {@return whether the next round is due at {@code now}} */
    boolean isDue(long now) {
        return due - now <= 0;
    }

    /** {@return when the next round is due, or was} */
    long nextDue() {
        return due;
    }

    /** {@return when the next round is due, or was} Goes on to the one after it. */
    long next() {
        long next = due;
        rounds++;
        due = due();
        return next;
    }

    private long due() {
        long number = share.number(rounds);
        return start + number / rate * SECOND + number % rate * SECOND / rate;
    }
}
