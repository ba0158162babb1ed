package dev.warmer.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.warmer.game.Outcome;
import dev.warmer.game.Range;
import dev.warmer.game.Secret;
import dev.warmer.game.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** The lines of a client in games of up to 20 guesses, recorded so that a benchmark can replay them at no cost. */
final class Recording {
    private static final int GUESSES = 20;
    private static final Range RANGE = new Range(1, 1_000_000);

    private final RandomGenerator random = new SplittableRandom(2);
    private final List<byte[]> lines = new ArrayList<>();
    private final ReplyBuffer replies = new ReplyBuffer();
    private final Session session;

    Recording(Function<Range, Strategy> strategies) {
        session = new Session(strategies, 1024, SessionListener.NONE);
    }

    /** {@return the lines of as many games as have {@code rounds}} */
    byte[][] play(int rounds) {
        int left = rounds;
        while (left > 0) {
            left -= game(Math.min(left, GUESSES));
        }
        return lines.toArray(byte[][]::new);
    }

    private int game(int most) {
        Secret secret = new Secret(random.nextLong(RANGE.lower(), RANGE.upper() + 1));
        say(new Command.Params(RANGE.lower(), RANGE.upper()));
        for (int guesses = 1; guesses <= most; guesses++) {
            Command.Report report = new Command.Report(secret.judge(guess()));
            say(report);
            if (report.outcome() == Outcome.CORRECT) {
                return guesses;
            }
        }
        return most;
    }

    private long guess() {
        say(Command.NUMBER);
        return CommandParser.parseInteger(replies.bytes(), 0, replies.length() - 1);
    }

    private void say(Command command) {
        byte[] line = command.toString().getBytes(US_ASCII);
        lines.add(line);
        replies.clear();
        session.receive(line, 0, line.length, replies);
    }
}
