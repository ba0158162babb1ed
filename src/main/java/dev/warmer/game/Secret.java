package dev.warmer.game;

/**
 * Client-side game state: the secret number, and the distance of the last guess from it.
 *
 * <p>Not thread-safe: one game belongs to one thread or event loop at a time.
 */
public final class Secret {
    private final long number;
    private long lastDistance;
    private boolean judged;

    /** @param number the secret number */
    public Secret(long number) {
        this.number = number;
    }

    /**
     * Judges the next guess.
     *
     * @return how {@code guess} compares with the guess judged before it
     */
    public Outcome judge(long guess) {
        // As an unsigned integer the distance is exact even across the whole 64-bit range.
        long distance = guess > number ? guess - number : number - guess;
        int change = judged ? Long.compareUnsigned(distance, lastDistance) : 0;
        lastDistance = distance;
        judged = true;
        if (distance == 0) {
            return Outcome.CORRECT;
        }
        return change == 0 ? Outcome.UNSURE : change < 0 ? Outcome.WARMER : Outcome.COLDER;
    }
}
