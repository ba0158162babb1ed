package dev.warmer.game;

/**
 * A guess and the outcome that the client reported for it.
 *
 * @param number the number guessed
 * @param outcome how it compares with the guess reported before it
 */
public record Guess(long number, Outcome outcome) {
    @Override
    public String toString() {
        return number + " is " + outcome;
    }
}
