package dev.warmer.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.config.ClientConfig.GameConfig;
import dev.warmer.game.Guess;
import dev.warmer.game.Outcome;
import dev.warmer.game.Range;
import dev.warmer.game.Secret;
import java.util.ArrayList;
import java.util.List;

/** Checks the transcript of the demo. The guesses differ from run to run. */
public final class DemoTranscript {
    private static final List<GameConfig> GAMES =
            List.of(new GameConfig(new Range(1, 5), 3, 5), new GameConfig(new Range(10, 15), 12, 5));

    private DemoTranscript() {}

    /** The lines of server and client: those of the server as the games go on, those of the client's guesses at the end. */
    public static void assertDemo(List<String> lines) {
        List<String> expected = new ArrayList<>();
        List<String> guessed = new ArrayList<>();
        for (GameConfig game : GAMES) {
            expected.add(opened(game));
            List<Guess> guesses = guesses(game, lines.subList(Math.min(expected.size(), lines.size()), lines.size()));
            guesses.forEach(guess -> expected.add("Server: " + guess));
            guesses.forEach(guess -> guessed.add("Client: " + guess));
        }
        expected.addAll(guessed);
        assertThat(lines).isEqualTo(expected);
    }

    /** The lines of the client alone. */
    public static void assertClient(List<String> lines) {
        assertThat(lines).startsWith(opened(GAMES.get(0)), opened(GAMES.get(1)));
        List<String> guessed = lines.subList(2, lines.size());
        List<Guess> first = guesses(GAMES.get(0), guessed);
        List<Guess> second = guesses(GAMES.get(1), guessed.subList(first.size(), guessed.size()));
        List<Guess> all = new ArrayList<>(first);
        all.addAll(second);
        assertThat(guessed)
                .isEqualTo(all.stream().map(guess -> "Client: " + guess).toList());
    }

    private static String opened(GameConfig game) {
        return "Guess a number between %d and %d! Shhhhh, it's %d."
                .formatted(game.range().lower(), game.range().upper(), game.number());
    }

    /** {@return the guesses of the game that starts with the first of {@code lines}, with the correct outcomes} */
    private static List<Guess> guesses(GameConfig game, List<String> lines) {
        Secret secret = game.secret();
        List<Guess> guesses = new ArrayList<>();
        for (String line : lines) {
            assertThat(line).matches("(Server|Client): \\d+ is \\w+");
            long number = Long.parseLong(line.split(" ", -1)[1]);
            assertThat(game.range().contains(number)).as(line).isTrue();
            guesses.add(new Guess(number, secret.judge(number)));
            if (guesses.get(guesses.size() - 1).outcome() == Outcome.CORRECT || guesses.size() == game.guesses()) {
                break;
            }
        }
        assertThat(guesses).extracting(Guess::number).doesNotHaveDuplicates();
        return guesses;
    }
}
