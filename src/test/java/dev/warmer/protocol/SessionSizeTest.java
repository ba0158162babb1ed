package dev.warmer.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.game.Footprint;
import dev.warmer.game.Range;
import dev.warmer.game.Strategy;
import dev.warmer.game.StrategyName;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The memory of a session in a game. */
class SessionSizeTest {
    @ParameterizedTest
    @CsvSource({
        "random, 5, 250",
        "random, 1000, 350",
        "random, 1000000, 280",
        "random, 9223372036854775807, 280",
        "bisect, 1000000, 400",
        "bisect, 9223372036854775807, 400"
    })
    void footprintOfAGameIsLimited(String name, long upper, int most) {
        SplittableRandom random = new SplittableRandom(1);
        Function<Range, Strategy> strategies = strategy(name).factory(random);
        Session session = new Session(strategies, 1024, SessionListener.NONE);
        send(session, "PARAMS 1 " + upper);
        send(session, "NUMBER");
        assertThat(Footprint.of(session, strategies, random, SessionListener.NONE))
                .isBetween(100, most);
    }

    private static StrategyName strategy(String name) {
        return name.equals("random") ? StrategyName.RANDOM : StrategyName.BISECT;
    }

    private static void send(Session session, String text) {
        byte[] line = text.getBytes(US_ASCII);
        session.receive(line, 0, line.length, new ReplyBuffer());
    }
}
