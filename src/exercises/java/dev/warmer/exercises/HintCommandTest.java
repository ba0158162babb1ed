package dev.warmer.exercises;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.game.StrategyName;
import dev.warmer.protocol.ReplyBuffer;
import dev.warmer.protocol.Session;
import dev.warmer.protocol.SessionListener;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Exercise 2: the command HINT, which is answered with the number of guesses that the server has made in the game. */
class HintCommandTest {
    private static List<String> replies(String... lines) {
        Session session = new Session(StrategyName.RANDOM.factory(new Random(1)), 1024, SessionListener.NONE);
        ReplyBuffer replies = new ReplyBuffer();
        for (String line : lines) {
            session.receive(line.getBytes(US_ASCII), 0, line.length(), replies);
        }
        return replies.toString().lines().toList();
    }

    @Test
    void hintIsTheNumberOfGuesses() {
        assertThat(replies("PARAMS 7 7", "HINT", "NUMBER", "HINT", "HINT"))
                .as("exercise 2: replies to PARAMS 7 7, HINT, NUMBER, HINT, HINT")
                .containsExactly("0", "7", "1", "1");
    }

    @Test
    void everyGameHasItsOwnNumber() {
        assertThat(replies("PARAMS 7 7", "NUMBER", "PARAMS 8 8", "HINT"))
                .as("exercise 2: replies to a HINT in the second game")
                .containsExactly("7", "0");
    }

    @Test
    void hintIsNoGuess() {
        assertThat(replies("PARAMS 7 7", "HINT", "NUMBER", "HINT", "REPORT Correct", "HINT", "NUMBER", "HINT"))
                .as("exercise 2: replies to HINT before and after REPORT Correct")
                .containsExactly("0", "7", "1", "1", "7", "1");
    }

    @Test
    void hintNeedsAGame() {
        assertThat(replies("HINT", "PARAMS 7 7", "NUMBER"))
                .as("exercise 2: replies to HINT without a game")
                .singleElement()
                .asString()
                .startsWith("ERROR NO_GAME ");
    }

    @Test
    void hintTakesNoArgument() {
        assertThat(replies("PARAMS 7 7", "HINT 1"))
                .as("exercise 2: replies to HINT with an argument")
                .containsExactly("ERROR BAD_ARGUMENTS HINT takes no argument");
    }
}
