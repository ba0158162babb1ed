package dev.warmer.protocol;

import dev.warmer.game.Guess;
import dev.warmer.game.Range;
import java.util.List;
import java.util.function.Consumer;

/**
 * Tells of a game as it is played, in the words of the lesson.
 *
 * <p>Safe for use from any thread if {@code out} is.
 *
 * @param out takes each line, without its end
 */
public record Transcript(Consumer<String> out) {
    /** The client has a secret, and the server its first guess. */
    public void opened(Range range, long secret) {
        out.accept(
                "Guess a number between %d and %d! Shhhhh, it's %d.".formatted(range.lower(), range.upper(), secret));
    }

    /** The server heard what its guess was. */
    public void reported(Guess guess) {
        out.accept("Server: " + guess);
    }

    /** The client is done: what it saw, guess by guess. */
    public void played(List<Guess> guesses) {
        guesses.forEach(guess -> out.accept("Client: " + guess));
    }
}
