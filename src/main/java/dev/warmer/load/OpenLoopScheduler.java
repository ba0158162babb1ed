package dev.warmer.load;

import dev.warmer.load.LoadRun.Partition;
import java.util.function.LongSupplier;
import java.util.function.ObjLongConsumer;

/**
 * Begins the rounds of one instance in an open loop when they are due, whether or not earlier ones are answered: one
 * every 1/rate seconds over all instances. Times are in nanoseconds, as of {@link System#nanoTime}, since a server
 * plays many rounds in a millisecond. For the event loop of the players.
 */
final class OpenLoopScheduler {
    /** The timer fires no more often; at higher rates, several rounds begin at a time. */
    static final long MIN_DELAY_NANOS = 50_000;
    /** A round that begins later than this is counted as late: the load client did not keep its rate. */
    static final long LATE_NANOS = 10_000_000;

    private static final long SECOND = 1_000_000_000;

    /** Begins rounds. */
    interface Rounds {
        /** Begins a round that was due at {@code due}. {@return whether further rounds can begin} */
        boolean begin(long due, long now);

        /** A round begins too late, or does not begin since it is too late. */
        void late();
    }

    private final long start;
    private final int rate;
    private final Partition partition;
    private final Rounds rounds;
    private final LongSupplier nanoClock;
    private final ObjLongConsumer<Runnable> timer;
    private long roundsBegun;
    private long due;
    private boolean stopped;

    /**
     * @param start when the first round of all instances is due
     * @param rate how many rounds are due in a second, over all instances
     * @param partition which of the rounds are this instance's
     * @param timer runs a task once, after a delay in nanoseconds
     */
    OpenLoopScheduler(
            long start,
            int rate,
            Partition partition,
            Rounds rounds,
            LongSupplier nanoClock,
            ObjLongConsumer<Runnable> timer) {
        this.start = start;
        this.rate = rate;
        this.partition = partition;
        this.rounds = rounds;
        this.nanoClock = nanoClock;
        this.timer = timer;
        due = dueTime();
    }

    private long dueTime() {
        long number = partition.number(roundsBegun);
        return start + number / rate * SECOND + number % rate * SECOND / rate;
    }

    /** Begins each round when it is due, from now on. */
    void run() {
        try {
            beginDue(nanoClock.getAsLong());
        } finally { // a round that fails does not end the others
            if (!stopped) {
                timer.accept(this::run, Math.max(MIN_DELAY_NANOS, due - nanoClock.getAsLong()));
            }
        }
    }

    /** Begins all rounds that are due at {@code now}. */
    void beginDue(long now) {
        while (!stopped && due - now <= 0) {
            long current = next(now);
            stopped |= !rounds.begin(current, now);
        }
    }

    private long next(long now) {
        long current = due;
        if (now - current > LATE_NANOS) {
            rounds.late();
        }
        roundsBegun++;
        due = dueTime();
        return current;
    }

    /** {@return whether no further round begins} */
    boolean isStopped() {
        return stopped;
    }

    /** Begins no further round, except those due within the last moment. Those that are late already count as late. */
    void stop(long now) {
        while (!stopped && now - due > LATE_NANOS) {
            next(now);
        }
        beginDue(now);
        stopped = true;
    }
}
