package dev.warmer.protocol;

import dev.warmer.game.Guess;
import dev.warmer.game.Range;
import java.util.List;
import java.util.function.Consumer;

/**
 * Prints a game as it is played, in the format of the lesson. Thread-safe if {@code out} is.
 *
 * @param out receives each line, without its LF
 */
public record Transcript(Consumer<String> out) {
    /** A game has started: prints its range and the secret. */
    public void opened(Range range, long secret) {
        out.accept(
                "Guess a number between %d and %d! Shhhhh, it's %d.".formatted(range.lower(), range.upper(), secret));
    }

    /** The server has received the outcome of its guess: prints both. */
    public void reported(Guess guess) {
        out.accept("Server: " + guess);
    }

    /** The games of the client are over: prints all guesses and their outcomes. */
    public void played(List<Guess> guesses) {
        guesses.forEach(guess -> out.accept("Client: " + guess));
    }
}
