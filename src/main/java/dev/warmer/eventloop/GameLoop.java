package dev.warmer.eventloop;

import dev.warmer.client.ClientConnection;
import dev.warmer.config.ClientConfig.GameConfig;
import dev.warmer.game.Guess;
import dev.warmer.game.Outcome;
import dev.warmer.game.Secret;
import dev.warmer.protocol.Command;
import dev.warmer.protocol.ReplyValidator;
import dev.warmer.protocol.Transcript;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;

/**
 * Plays one game: requests guesses and reports their outcomes until the secret is found or the guesses are used up.
 *
 * <p>Each reply triggers the next request, and one promise completes at the end. Composing each round's future with
 * the next one's would nest them, and completing the innermost of some thousand would overflow the stack.
 */
final class GameLoop {
    private final GameConfig game;
    private final ClientConnection connection;
    private final Transcript transcript;
    private final Secret secret;
    private final ReplyValidator validator;
    private final List<Guess> guesses = new ArrayList<>();
    private final Promise<List<Guess>> played = Promise.promise();

    GameLoop(GameConfig game, ClientConnection connection, Transcript transcript) {
        this.game = game;
        this.connection = connection;
        this.transcript = transcript;
        secret = game.secret();
        validator = new ReplyValidator(game.range());
    }

    /** {@return the guesses of the game, or what ended it} */
    Future<List<Guess>> play() {
        connection.enqueue(new Command.Params(game.range().lower(), game.range().upper()));
        next();
        return played.future().onComplete(done -> connection.enqueue(Command.GAME_OVER));
    }

    private void next() {
        connection.request(validator).map(this::report).onComplete(this::reported, played::fail);
    }

    private void reported(Outcome outcome) {
        if (outcome == Outcome.CORRECT || guesses.size() == game.guesses()) {
            played.complete(guesses);
        } else {
            next();
        }
    }

    private Outcome report(long number) {
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
