package dev.warmer.load;

import org.HdrHistogram.Histogram;

/** What was measured for a while, on one event loop or on several: not thread-safe. */
final class Sample {
    private static final int DIGITS = 3;

    private final Histogram latencies = new Histogram(DIGITS);
    private final Histogram guesses = new Histogram(DIGITS);
    private long won;
    private long unfinished;
    private long unanswered;
    private long lastReply = Long.MIN_VALUE;

    /** The reply to a round that was due at {@code due} is here, and right. */
    void answered(long due, long now) {
        latencies.recordValue(now - due);
        lastReply = now;
    }

    /** A game is over: the secret was found, or there are no more guesses. */
    void played(int count, boolean found) {
        guesses.recordValue(count);
        won += found ? 1 : 0;
    }

    /** A game was broken off. */
    void unfinished() {
        unfinished++;
    }

    /** So many rounds were due and not answered. */
    void unanswered(int count) {
        unanswered += count;
    }

    void add(Sample other) {
        latencies.add(other.latencies);
        guesses.add(other.guesses);
        won += other.won;
        unfinished += other.unfinished;
        unanswered += other.unanswered;
        lastReply = Math.max(lastReply, other.lastReply);
    }

    void reset() {
        latencies.reset();
        guesses.reset();
        won = 0;
        unfinished = 0;
        unanswered = 0;
        lastReply = Long.MIN_VALUE;
    }

    /** {@return how long the rounds took, in nanoseconds} */
    Histogram latencies() {
        return latencies;
    }

    /** {@return how many guesses the games took that were not broken off} */
    Histogram guesses() {
        return guesses;
    }

    long rounds() {
        return latencies.getTotalCount();
    }

    long games() {
        return guesses.getTotalCount();
    }

    long won() {
        return won;
    }

    long unfinishedGames() {
        return unfinished;
    }

    long unansweredRounds() {
        return unanswered;
    }

    /** {@return how many nanoseconds passed from {@code start} to the last reply} */
    long nanosSince(long start) {
        return rounds() == 0 ? 0 : lastReply - start;
    }
}
