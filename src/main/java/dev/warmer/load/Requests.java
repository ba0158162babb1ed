package dev.warmer.load;

import dev.warmer.game.Outcome;
import dev.warmer.game.Range;
import dev.warmer.protocol.Command;
import io.vertx.core.buffer.Buffer;
import java.util.HashMap;
import java.util.Map;

/**
 * All that a player sends in one write, encoded once: the outcome of its last guess, and what follows.
 *
 * @param game requests the first guess of a game, by the last outcome, which is null before the first guess of all
 * @param guess requests another guess of the game
 * @param end ends the session
 */
record Requests(Map<Outcome, Buffer> game, Map<Outcome, Buffer> guess, Map<Outcome, Buffer> end) {
    static Requests of(Range range) {
        Command newGame = new Command.Params(range.lower(), range.upper());
        return new Requests(
                encode(newGame, Command.NUMBER), encode(Command.NUMBER), encode(Command.GAME_OVER, Command.END));
    }

    private static Map<Outcome, Buffer> encode(Command... commands) {
        StringBuilder lines = new StringBuilder();
        for (Command command : commands) {
            lines.append(command).append('\n');
        }
        Map<Outcome, Buffer> requests = new HashMap<>();
        requests.put(null, Buffer.buffer(lines.toString()));
        for (Outcome outcome : Outcome.values()) {
            requests.put(outcome, Buffer.buffer(new Command.Report(outcome) + "\n" + lines));
        }
        return requests;
    }
}
