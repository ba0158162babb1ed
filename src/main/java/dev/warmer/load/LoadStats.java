package dev.warmer.load;

import org.HdrHistogram.Histogram;

/** What was measured for a while, on one event loop or on several. Not thread-safe. */
final class LoadStats {
    private static final int DIGITS = 3;

    /** The latencies of the rounds, in nanoseconds. */
    final Histogram latencies = new Histogram(DIGITS);
    /** The number of guesses in each game that was not abandoned. */
    final Histogram guesses = new Histogram(DIGITS);
    /** Games in which the secret was found, and games that were abandoned. */
    long won;

    long unfinished;
    /** Rounds that got no reply: they had begun, or waited for earlier ones of the same player. */
    long unanswered;
    /** Rounds that the load client itself did not begin in time. */
    long late;

    private long lastReply = Long.MIN_VALUE;

    /** A valid reply to a round that was due at {@code due}. */
    void answered(long due, long now) {
        latencies.recordValue(now - due);
        lastReply = now;
    }

    /** A game is over: the secret was found, or the guesses are used up. */
    void played(int count, boolean found) {
        guesses.recordValue(count);
        won += found ? 1 : 0;
    }

    void add(LoadStats other) {
        latencies.add(other.latencies);
        guesses.add(other.guesses);
        won += other.won;
        unfinished += other.unfinished;
        unanswered += other.unanswered;
        late += other.late;
        lastReply = Math.max(lastReply, other.lastReply);
    }

    long rounds() {
        return latencies.getTotalCount();
    }

    long games() {
        return guesses.getTotalCount();
    }

    /** {@return how many nanoseconds passed from {@code start} to the last reply} */
    long nanosSince(long start) {
        return rounds() == 0 ? 0 : lastReply - start;
    }
}
