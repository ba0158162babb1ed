package dev.warmer.load;

import dev.warmer.game.Outcome;
import dev.warmer.game.Range;
import dev.warmer.protocol.Command;
import io.vertx.core.buffer.Buffer;
import java.util.EnumMap;
import java.util.Map;

/** All that a player has to say in one write, printed once: what the last guess was, and what is next. */
final class Requests {
    private final Command newGame;
    private final Map<Outcome, Buffer> guess = new EnumMap<>(Outcome.class);
    private final Map<Outcome, Buffer> game = new EnumMap<>(Outcome.class);
    private final Map<Outcome, Buffer> end = new EnumMap<>(Outcome.class);

    Requests(Range range) {
        newGame = new Command.Params(range.lower(), range.upper());
        for (Outcome outcome : Outcome.values()) {
            Command report = new Command.Report(outcome);
            guess.put(outcome, lines(report, Command.NUMBER));
            game.put(outcome, lines(report, newGame, Command.NUMBER));
            end.put(outcome, lines(report, Command.GAME_OVER, Command.END));
        }
    }

    /** Asks for another guess of the game. */
    Buffer guess(Outcome last) {
        return guess.get(last);
    }

    /** Asks for the first guess of a game; {@code last} is null before the first of all. */
    Buffer game(Outcome last) {
        return last == null ? lines(newGame, Command.NUMBER) : game.get(last);
    }

    /** Ends the session, in mid-game or not. */
    Buffer end(Outcome last) {
        return last == null ? lines(Command.END) : end.get(last);
    }

    private static Buffer lines(Command... commands) {
        Buffer lines = Buffer.buffer();
        for (Command command : commands) {
            lines.appendString(command + "\n");
        }
        return lines;
    }
}
