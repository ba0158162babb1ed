package dev.warmer.protocol;

import static dev.warmer.game.Outcome.COLDER;
import static dev.warmer.game.Outcome.SAME;
import static dev.warmer.game.Outcome.UNSURE;
import static dev.warmer.game.Outcome.WARMER;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What strategy and listener learn of the commands, and the replies that {@link SessionTranscriptTest} cannot check. */
class SessionTest {
    private final TestSession talk = new TestSession(4, 2, 3, 1, 5);

    @Test
    void notifiesListenerOfGamesAndReports() {
        talk.send("PARAMS 1 5", "NUMBER", "REPORT Unsure", "NUMBER", "REPORT Colder", "PARAMS 0 -1", "PARAMS -3 9", "");
        assertThat(talk.events)
                .containsExactly("started 1 to 5", "reported 4 is Unsure", "reported 2 is Colder", "started -3 to 9");
    }

    @Test
    void strategyLearnsEachOutcomeBeforeTheNextGuess() {
        talk.send("PARAMS 1 5", "NUMBER", "REPORT Unsure", "NUMBER", "REPORT Warmer", "NUMBER", "REPORT Colder");
        assertThat(talk.learned).containsExactly(UNSURE, WARMER);
        talk.send("NUMBER").expects("1");
        assertThat(talk.learned).containsExactly(UNSURE, WARMER, COLDER);
    }

    @Test
    void strategyLearnsNothingOfAnUnreportedGuess() {
        talk.send("PARAMS 1 5", "NUMBER", "REPORT Unsure", "NUMBER", "NUMBER", "NUMBER");
        assertThat(talk.learned).containsExactly(UNSURE);
    }

    @Test
    void reportIsOnTheLatestGuess() {
        talk.send("PARAMS 1 5", "NUMBER", "NUMBER", "REPORT Unsure").expects("4", "2");
        assertThat(talk.events).containsExactly("started 1 to 5", "reported 2 is Unsure");
    }

    @Test
    void lastReportOfAGuessCounts() {
        talk.send("PARAMS 1 5", "NUMBER", "REPORT Warmer", "REPORT Colder", "NUMBER")
                .expects("4", "2");
        assertThat(talk.learned).containsExactly(COLDER);
        assertThat(talk.events).containsExactly("started 1 to 5", "reported 4 is Warmer", "reported 4 is Colder");
    }

    @Test
    void correctMayReplaceAnotherOutcome() {
        talk.send("PARAMS 1 5", "NUMBER", "REPORT Colder", "REPORT Correct", "NUMBER")
                .expects("4", "4");
        assertThat(talk.learned).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Warmer", "Colder", "Unsure", "Same", "Correct"})
    void reportsAfterCorrectAreIgnored(String outcome) {
        talk.send("PARAMS 1 5", "NUMBER", "REPORT Correct", "REPORT " + outcome, "NUMBER")
                .expects("4", "4");
        assertThat(talk.learned).isEmpty();
        assertThat(talk.events).containsExactly("started 1 to 5", "reported 4 is Correct");
    }

    @Test
    void paramsDiscardsTheGameInProgress() {
        talk.send("PARAMS 1 5", "NUMBER", "REPORT Warmer", "PARAMS 1 5", "NUMBER")
                .expects("4", "4");
        assertThat(talk.learned).isEmpty();
        talk.send("PARAMS 1 2", "NUMBER", "NUMBER").expects("4", "2");
        talk.send("PARAMS 1 5", "NUMBER", "REPORT Correct", "PARAMS 1 5", "NUMBER", "NUMBER")
                .expects("4", "4", "2");
    }

    @Test
    void drainingSessionStartsNoGame() {
        talk.send("PARAMS 1 5", "NUMBER").expects("4");
        talk.drain();
        talk.send("REPORT Unsure", "NUMBER", "PARAMS 1 9").expects("2");
        talk.send("NUMBER").fails(ErrorCode.NO_GAME);
        assertThat(talk.events).contains("started 1 to 5").doesNotContain("started 1 to 9");
    }

    @Test
    void params0Minus1EndsTheGame() {
        talk.send("PARAMS 0 -1", "PARAMS 0 -1").expects();
        talk.send("PARAMS 1 5", "PARAMS 0 -1", "PARAMS 1 5", "NUMBER").expects("4");
        assertThat(talk.events).containsExactly("started 1 to 5", "started 1 to 5");
    }

    @Test
    void sameIsAcceptedForEveryGuess() {
        talk.send("PARAMS 1 5", "NUMBER", "REPORT Same", "NUMBER", "REPORT Same", "NUMBER")
                .expects("4", "2", "3");
        assertThat(talk.learned).containsExactly(SAME, SAME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PARAMS -9223372036854775808 9223372036854775807", "PARAMS 0 9223372036854775807"})
    void rangeMayExceedTheLargestLong(String params) {
        talk.send(params, "NUMBER", "NUMBER", "REPORT Correct", "NUMBER").expects("4", "2", "2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PARAMS -1 0", "PARAMS 0 0", "PARAMS -1 -1"})
    void similarRangesAreGames(String params) {
        talk.send(params, "NUMBER").expects("4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PARAMS 1 5", "PARAMS 0 -1", "CLEAR", "NUMBER", "REPORT Warmer", "", "HELLO"})
    void nothingIsSentAfterTheEnd(String line) {
        talk.send("PARAMS 1 5", "NUMBER", "").ends("4");
        talk.send(line).ends();
        assertThat(talk.events).containsExactly("started 1 to 5");
    }

    @Test
    void sessionsAreIndependent() {
        TestSession other = new TestSession(9);
        talk.send("PARAMS 1 5", "NUMBER").expects("4");
        other.send("PARAMS 9 9", "NUMBER", "REPORT Correct", "").ends("9");
        talk.send("NUMBER").expects("2");
    }
}
