package dev.warmer.await;

import static io.vertx.core.Future.await;

import dev.warmer.client.ClientConnection;
import dev.warmer.config.ClientConfig.GameConfig;
import dev.warmer.game.Guess;
import dev.warmer.game.Outcome;
import dev.warmer.game.Secret;
import dev.warmer.protocol.Command;
import dev.warmer.protocol.ReplyValidator;
import dev.warmer.protocol.Transcript;
import java.util.ArrayList;
import java.util.List;

/** Plays one game: requests guesses and reports their outcomes until the secret is found or the guesses are used up. */
record GameLoop(GameConfig game, ClientConnection connection, Transcript transcript) {
    /** {@return the guesses of the game} */
    List<Guess> play() {
        Secret secret = game.secret();
        ReplyValidator validator = new ReplyValidator(game.range());
        List<Guess> guesses = new ArrayList<>();
        connection.enqueue(new Command.Params(game.range().lower(), game.range().upper()));
        try {
            Outcome outcome;
            do {
                long number = await(connection.request(validator));
                if (guesses.isEmpty()) {
                    // Not earlier: now the server has received, and printed, all of the previous game.
                    transcript.opened(game.range(), game.number());
                }
                outcome = secret.judge(number);
                guesses.add(new Guess(number, outcome));
                connection.enqueue(new Command.Report(outcome));
            } while (outcome != Outcome.CORRECT && guesses.size() != game.guesses());
            return guesses;
        } finally {
            connection.enqueue(Command.GAME_OVER);
        }
    }
}
