package dev.warmer.game;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTest {
    private static final String MIN = "-9223372036854775808";
    private static final String MAX = "9223372036854775807";

    @ParameterizedTest
    @CsvSource({
        "3, 4, Unsure",
        "3, 3, Correct",
        "3, 4 2, Unsure Unsure",
        "3, 5 1 5 4 2 4 3, Unsure Unsure Unsure Warmer Unsure Unsure Correct",
        "3, 5 2 5, Unsure Warmer Colder",
        "3, 1 4 5 2 3, Unsure Warmer Colder Warmer Correct",
        "12, 15 11 10 12, Unsure Warmer Colder Correct",
        "-3, -5 -1 3 -4 -3, Unsure Unsure Colder Warmer Correct",
        "3, 4 4 4, Unsure Unsure Unsure"
    })
    void comparesEachGuessWithTheOneBefore(long secret, String guesses, String outcomes) {
        assertJudges(secret, guesses, outcomes);
    }

    @ParameterizedTest
    @CsvSource({
        MIN + ", 0 " + MAX + " " + MIN + ", Unsure Colder Correct",
        MIN + ", " + MAX + " 9223372036854775806 -1 0, Unsure Warmer Warmer Colder",
        MIN + ", -1 0 -1 -9223372036854775807, Unsure Colder Warmer Warmer",
        MAX + ", 0 " + MIN + " " + MAX + ", Unsure Colder Correct",
        MAX + ", " + MIN + " -1 0 9223372036854775806, Unsure Warmer Warmer Warmer",
        MAX + ", 0 -1 -2 0, Unsure Colder Colder Warmer",
        "0, " + MAX + " " + MIN + " -9223372036854775807 " + MAX + ", Unsure Colder Warmer Unsure",
        "-1, " + MIN + " " + MAX + " 9223372036854775806, Unsure Colder Warmer"
    })
    void distancesDoNotOverflow(long secret, String guesses, String outcomes) {
        assertJudges(secret, guesses, outcomes);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 1, Long.MAX_VALUE})
    void firstGuessMayBeCorrect(long number) {
        assertThat(new Secret(number).judge(number)).isEqualTo(Outcome.CORRECT);
    }

    @Test
    void guessAfterCorrectIsCompared() {
        assertJudges(3, "3 4 3 3", "Correct Colder Correct Correct");
    }

    private static void assertJudges(long number, String guesses, String outcomes) {
        Secret secret = new Secret(number);
        List<String> judged = new ArrayList<>();
        for (String guess : Arrays.asList(guesses.split(" "))) {
            judged.add(secret.judge(Long.parseLong(guess)).toString());
        }
        assertThat(String.join(" ", judged)).isEqualTo(outcomes);
    }
}
