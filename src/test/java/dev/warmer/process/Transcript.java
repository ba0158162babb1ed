package dev.warmer.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.config.ClientConfig.GameConfig;
import dev.warmer.game.Guess;
import dev.warmer.game.Outcome;
import dev.warmer.game.Range;
import dev.warmer.game.Secret;
import java.util.ArrayList;
import java.util.List;

/** What the demo may say on standard output, and nothing else. The guesses differ from run to run. */
public final class Transcript {
    private static final List<GameConfig> GAMES =
            List.of(new GameConfig(new Range(1, 5), 3, 5), new GameConfig(new Range(10, 15), 12, 5));

    private Transcript() {}

    /** Each game as the server hears of it, then the client's account of all. */
    public static void isOfTheDemo(List<String> lines) {
        List<String> expected = new ArrayList<>();
        List<String> told = new ArrayList<>();
        for (GameConfig game : GAMES) {
            expected.add(opened(game));
            List<Guess> guesses = guesses(game, lines.subList(Math.min(expected.size(), lines.size()), lines.size()));
            guesses.forEach(guess -> expected.add("Server: " + guess));
            guesses.forEach(guess -> told.add("Client: " + guess));
        }
        expected.addAll(told);
        assertThat(lines).isEqualTo(expected);
    }

    /** The lines that a client says which has no such server beside it. */
    public static void isOfTheClient(List<String> lines) {
        assertThat(lines).startsWith(opened(GAMES.get(0)), opened(GAMES.get(1)));
        List<String> told = lines.subList(2, lines.size());
        List<Guess> first = guesses(GAMES.get(0), told);
        List<Guess> second = guesses(GAMES.get(1), told.subList(first.size(), told.size()));
        List<Guess> all = new ArrayList<>(first);
        all.addAll(second);
        assertThat(told).isEqualTo(all.stream().map(guess -> "Client: " + guess).toList());
    }

    private static String opened(GameConfig game) {
        return "Guess a number between %d and %d! Shhhhh, it's %d."
                .formatted(game.range().lower(), game.range().upper(), game.number());
    }

    /** The game that starts with the first of {@code lines}, judged anew. */
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
