package dev.warmer.eventloop;

import dev.warmer.config.GameConfig;
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
 * The guesses of one game, asked for and judged one after another: the loop that has no {@code while}.
 *
 * <p>Each answer asks the next question, and one promise stands for the end of it all. Composing each round's future
 * with the next one's would nest them, and the last to complete would have to go back through every one: some
 * thousand guesses deep the stack overflows.
 */
final class Guesses {
    private final GameConfig game;
    private final ClientConnection connection;
    private final Transcript transcript;
    private final Secret secret;
    private final ReplyValidator reader;
    private final List<Guess> guesses = new ArrayList<>();
    private final Promise<List<Guess>> played = Promise.promise();

    Guesses(GameConfig game, ClientConnection connection, Transcript transcript) {
        this.game = game;
        this.connection = connection;
        this.transcript = transcript;
        secret = game.secret();
        reader = new ReplyValidator(game.range());
    }

    /** Asks until the secret is found or the guesses are used up. */
    Future<List<Guess>> play() {
        next();
        return played.future();
    }

    private void next() {
        connection.ask(reader).onComplete(this::guessed, played::fail);
    }

    private void guessed(long number) {
        if (guesses.isEmpty()) {
            // Not before: the server has heard all of the last game by now, and told of it.
            transcript.opened(game.range(), game.number());
        }
        Outcome outcome = secret.judge(number);
        guesses.add(new Guess(number, outcome));
        connection.tell(new Command.Report(outcome));
        if (outcome == Outcome.CORRECT || guesses.size() == game.guesses()) {
            played.complete(guesses);
        } else {
            next();
        }
    }
}
