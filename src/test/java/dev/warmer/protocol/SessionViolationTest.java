package dev.warmer.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/** Violations of the protocol: one ERROR line, and the session is over. */
class SessionViolationTest {
    private final TestSession talk = new TestSession(4, 2, 3);

    @ParameterizedTest
    @ValueSource(strings = {"Warmer", "Colder", "Unsure", "Same", "Correct"})
    void reportBeforeTheFirstGuessIsNoGuess(String outcome) {
        talk.send("PARAMS 1 5").expects();
        talk.send("REPORT " + outcome).fails(ErrorCode.NO_GUESS);
        assertThat(talk.events).containsExactly("started 1 to 5", "violated NO_GUESS");
    }

    @ParameterizedTest
    @CsvSource({"1 1, 1", "-2 -1, 2", "9223372036854775805 9223372036854775807, 3"})
    void noGuessIsLeftWhenEveryNumberWasGuessed(String range, int count) {
        talk.send("PARAMS " + range).expects();
        for (int i = 0; i < count; i++) {
            talk.send("NUMBER");
        }
        talk.send("REPORT Warmer").expects();
        talk.send("NUMBER").fails(ErrorCode.RANGE_EXHAUSTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PARAMS 5 1",
                "PARAMS 1 0",
                "PARAMS 1 -1",
                "PARAMS 0 -2",
                "PARAMS 9223372036854775807 -9223372036854775808"
            })
    void lowerMustNotBeAboveUpper(String line) {
        talk.send(line).fails(ErrorCode.BAD_RANGE);
        assertThat(talk.events).containsExactly("violated BAD_RANGE");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    NUMBERS                      | UNKNOWN_COMMAND
                    HELLO 1 2 3                  | UNKNOWN_COMMAND
                    NUMBER 1                     | BAD_ARGUMENTS
                    REPORT                       | BAD_ARGUMENTS
                    REPORT Warm er               | BAD_ARGUMENTS
                    PARAMS one                   | BAD_ARGUMENTS
                    PARAMS one two three         | BAD_ARGUMENTS
                    PARAMS 9223372036854775808 1 | BAD_INTEGER
                    PARAMS 5 x                   | BAD_INTEGER
                    REPORT Hotter                | BAD_OUTCOME
                    """)
    void lineIsCheckedBeforeTheGame(String line, ErrorCode code) {
        talk.send(line).fails(code);
    }

    @Test
    void repliesDueComeBeforeTheErrorAndNothingAfterIt() {
        talk.send("PARAMS 1 5", "NUMBER", "NUMBER", "HELLO", "NUMBER", "PARAMS 1 5", "REPORT Warmer", "");
        assertThat(talk.answer()).matches("4\n2\nERROR UNKNOWN_COMMAND unknown command \"HELLO\"; [ -~]+\n");
        assertThat(talk.events).containsExactly("started 1 to 5", "violated UNKNOWN_COMMAND");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PARAMS 1 5", "NUMBER", "", "HELLO", "PARAMS 2 1"})
    void nothingIsSentAfterAnError(String line) {
        talk.send("PARAMS 1 5", "HELLO").fails(ErrorCode.UNKNOWN_COMMAND);
        talk.send(line).ends();
        assertThat(talk.events).containsExactly("started 1 to 5", "violated UNKNOWN_COMMAND");
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.INCLUDE,
            names = {"TOO_MANY_CONNECTIONS", "IDLE_TIMEOUT", "SHUTTING_DOWN", "LINE_TOO_LONG"})
    void abortEndsTheSession(ErrorCode code) {
        talk.send("PARAMS 1 5", "NUMBER").expects("4");
        talk.abort(new ProtocolException(code, "because")).ends("ERROR " + code + " because");
        talk.send("NUMBER").ends();
        assertThat(talk.events).containsExactly("started 1 to 5", "violated " + code);
    }

    @Test
    void abortOfAnEndedSessionHasNoEffect() {
        ProtocolException reason = new ProtocolException(ErrorCode.SHUTTING_DOWN, "because");
        talk.send("").ends();
        talk.abort(reason).ends();
        TestSession other = new TestSession();
        other.abort(reason).fails(ErrorCode.SHUTTING_DOWN);
        other.abort(reason).ends();
        assertThat(talk.events).isEmpty();
        assertThat(other.events).containsExactly("violated SHUTTING_DOWN");
    }
}
