package dev.warmer.load;

import java.util.function.LongSupplier;

/**
 * Has the rounds of an open loop begin when they are due, and not when a timer of whole milliseconds next looks: in one
 * of those a server answers many times. To be used on the event loop of the players.
 */
final class Pace {
    /** No look at the clock is followed by another any sooner; at higher rates, several rounds begin at a time. */
    static final long SHORTEST_NANOS = 50_000;

    /** Whose rounds are due. */
    interface Rounds {
        /** Starts all rounds that are due at {@code now}. {@return whether there will be more} */
        boolean pace(long now);

        /** {@return when the next round is due, if there will be more} */
        long nextDue();
    }

    /** Runs something once, so many nanoseconds from now. */
    interface Timer {
        void after(long nanoseconds, Runnable task);
    }

    private final Rounds rounds;
    private final LongSupplier clock;
    private final Timer timer;

    /** @param clock tells the time in the nanoseconds that the rounds are due in */
    Pace(Rounds rounds, LongSupplier clock, Timer timer) {
        this.rounds = rounds;
        this.clock = clock;
        this.timer = timer;
    }

    /** Looks what is due, now and from here on, until there will be no more. */
    void keep() {
        if (rounds.pace(clock.getAsLong())) {
            timer.after(Math.max(SHORTEST_NANOS, rounds.nextDue() - clock.getAsLong()), this::keep);
        }
    }
}
