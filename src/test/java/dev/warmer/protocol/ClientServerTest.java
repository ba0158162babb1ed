package dev.warmer.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.game.Guess;
import dev.warmer.game.Outcome;
import dev.warmer.game.Range;
import dev.warmer.game.Secret;
import dev.warmer.game.StrategyName;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Client and server connected in memory: what one prints, the other parses, byte for byte. */
class ClientServerTest {
    private static final int MOST = 12;
    private static final long[] LOWERS = {-MOST, -1, 0, 1, Long.MIN_VALUE, Long.MAX_VALUE - MOST + 1};

    private final List<Guess> reported = new ArrayList<>();

    private Session session(StrategyName strategy) {
        return new Session(strategy.factory(new SplittableRandom(1)), 64, new SessionListener() {
            @Override
            public void reported(Guess guess) {
                reported.add(guess);
            }
        });
    }

    private static byte[] say(Session session, Command command) {
        byte[] line = command.toString().getBytes(US_ASCII);
        ReplyBuffer replies = new ReplyBuffer();
        assertThat(session.receive(line, 0, line.length, replies))
                .as("the session goes on")
                .isTrue();
        return replies.toString().getBytes(US_ASCII);
    }

    private static List<Guess> play(Session session, Range range, long number, int most) {
        List<Guess> guesses = new ArrayList<>();
        Secret secret = new Secret(number);
        ReplyValidator reader = new ReplyValidator(range);
        say(session, new Command.Params(range.lower(), range.upper()));
        Outcome outcome = null;
        while (outcome != Outcome.CORRECT && guesses.size() < most) {
            byte[] reply = say(session, Command.NUMBER);
            long guess = reader.read(reply, 0, reply.length - 1);
            outcome = secret.judge(guess);
            guesses.add(new Guess(guess, outcome));
            assertThat(say(session, new Command.Report(outcome))).isEmpty();
        }
        return guesses;
    }

    @ParameterizedTest
    @EnumSource
    void everySecretOfEverySmallRangeIsFound(StrategyName strategy) {
        Session session = session(strategy);
        for (long lower : LOWERS) {
            for (int count = 1; count <= MOST; count++) {
                for (int i = 0; i < count; i++) {
                    assertFound(session, new Range(lower, lower + count - 1), lower + i, count);
                }
            }
        }
    }

    private void assertFound(Session session, Range range, long number, int most) {
        reported.clear();
        List<Guess> guesses = play(session, range, number, most);
        assertThat(guesses.get(guesses.size() - 1)).isEqualTo(new Guess(number, Outcome.CORRECT));
        assertThat(reported).isEqualTo(guesses);
        assertThat(outcomes(guesses)).isEqualTo(oracle(guesses, number));
        assertThat(say(session, Command.NUMBER)).asString().isEqualTo(number + "\n");
    }

    @ParameterizedTest
    @EnumSource
    void secretAmongAllIntegersIsComparedExactly(StrategyName strategy) {
        Range range = new Range(Long.MIN_VALUE, Long.MAX_VALUE);
        for (long number : new long[] {Long.MIN_VALUE, -1, 0, 1, Long.MAX_VALUE}) {
            reported.clear();
            List<Guess> guesses = play(session(strategy), range, number, 500);
            assertThat(reported).isEqualTo(guesses);
            assertThat(outcomes(guesses)).isEqualTo(oracle(guesses, number));
        }
    }

    private static List<Outcome> outcomes(List<Guess> guesses) {
        return guesses.stream().map(Guess::outcome).toList();
    }

    /** The same in integers that cannot overflow. */
    private static List<Outcome> oracle(List<Guess> guesses, long number) {
        List<Outcome> outcomes = new ArrayList<>();
        BigInteger last = null;
        for (Guess guess : guesses) {
            BigInteger distance = BigInteger.valueOf(guess.number())
                    .subtract(BigInteger.valueOf(number))
                    .abs();
            int change = last == null ? 0 : distance.compareTo(last);
            boolean correct = distance.signum() == 0;
            Outcome hint = change == 0 ? Outcome.UNSURE : change < 0 ? Outcome.WARMER : Outcome.COLDER;
            outcomes.add(correct ? Outcome.CORRECT : hint);
            last = distance;
        }
        return outcomes;
    }
}
