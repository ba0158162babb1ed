package dev.warmer.threads;

import dev.warmer.config.GameConfig;
import dev.warmer.game.Guess;
import dev.warmer.game.Outcome;
import dev.warmer.game.Secret;
import dev.warmer.protocol.Command;
import dev.warmer.protocol.ReplyValidator;
import dev.warmer.protocol.Transcript;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Plays one game: requests guesses and reports their outcomes until the secret is found or the guesses are used up. */
final class GameLoop {
    private final GameConfig game;
    private final ClientConnection connection;
    private final Transcript transcript;
    private final Secret secret;
    private final ReplyValidator validator;
    private final List<Guess> guesses = new ArrayList<>();

    GameLoop(GameConfig game, ClientConnection connection, Transcript transcript) {
        this.game = game;
        this.connection = connection;
        this.transcript = transcript;
        secret = game.secret();
        validator = new ReplyValidator(game.range());
    }

    /** {@return the guesses of the game} */
    List<Guess> play() throws IOException {
        connection.enqueue(new Command.Params(game.range().lower(), game.range().upper()));
        try {
            Outcome outcome;
            do {
                outcome = report(connection.request(validator));
            } while (outcome != Outcome.CORRECT && guesses.size() != game.guesses());
            return guesses;
        } finally {
            connection.enqueue(Command.GAME_OVER);
        }
    }

    private Outcome report(long number) throws IOException {
        if (guesses.isEmpty()) {
            // Not earlier: now the server has received, and printed, all of the previous game.
            transcript.opened(game.range(), game.number());
        }
        Outcome outcome = secret.judge(number);
        guesses.add(new Guess(number, outcome));
        connection.enqueue(new Command.Report(outcome));
        return outcome;
    }
}
