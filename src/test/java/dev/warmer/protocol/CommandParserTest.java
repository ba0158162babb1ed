package dev.warmer.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.warmer.game.Outcome;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandParserTest {
    private static final long[] LANDMARKS = {Long.MIN_VALUE, Long.MIN_VALUE + 1, -1, 0, 1, Long.MAX_VALUE};

    private static Command parse(String line) {
        byte[] bytes = ("\n" + line + "\n 1").getBytes(UTF_8);
        return CommandParser.parse(bytes, 1, bytes.length - 3);
    }

    private static void assertViolates(ErrorCode code, String line) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> parse(line))
                .extracting(ProtocolException::code)
                .isEqualTo(code);
    }

    @Test
    void readsEachCommand() {
        assertThat(parse("NUMBER")).isEqualTo(Command.NUMBER);
        assertThat(parse("")).isEqualTo(Command.END);
        assertThat(parse("CLEAR")).isEqualTo(Command.CLEAR);
        assertThat(parse("PARAMS 0 -1")).isEqualTo(Command.GAME_OVER);
        assertThat(parse("PARAMS -5 +007")).isEqualTo(new Command.Params(-5, 7));
    }

    @ParameterizedTest
    @EnumSource
    void readsEachOutcome(Outcome outcome) {
        assertThat(parse("REPORT " + outcome)).isEqualTo(new Command.Report(outcome));
    }

    @ParameterizedTest
    @CsvSource({"0, -1, true", "0, 0, false", "-1, -1, false", "1, -1, false", "0, -2, false"})
    void recognizesParamsThatEndAGame(long lower, long upper, boolean over) {
        assertThat(new Command.Params(lower, upper).isGameOver()).isEqualTo(over);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "number",
                "Number",
                "NUMBE",
                "NUMBERS",
                " NUMBER",
                "\tNUMBER",
                "REPORT\tWarmer",
                "report Warmer",
                "REPORTWarmer",
                "params 1 5",
                "PARAM 1 5",
                "clear",
                "CLEARS",
                "PARAMS1 5",
                "ERROR",
                "42"
            })
    void otherLinesAreUnknownCommands(String line) {
        assertViolates(ErrorCode.UNKNOWN_COMMAND, line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NUMBER ",
                "NUMBER 1",
                "CLEAR ",
                "CLEAR 1",
                "REPORT",
                "REPORT Warmer ",
                "REPORT  Warmer",
                "REPORT Warmer Colder",
                "PARAMS",
                "PARAMS ",
                "PARAMS 1",
                "PARAMS 1 5 ",
                "PARAMS 1  5",
                "PARAMS  1 5",
                "PARAMS 1 5 9",
                "PARAMS x y z"
            })
    void numberOfArgumentsIsFixed(String line) {
        assertViolates(ErrorCode.BAD_ARGUMENTS, line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"PARAMS  ", "PARAMS  1", "PARAMS 1 ", "PARAMS 1 x", "PARAMS x 1", "PARAMS 1.0 5", "PARAMS 1 5,"})
    void argumentsOfParamsAreIntegers(String line) {
        assertViolates(ErrorCode.BAD_INTEGER, line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"REPORT ", "REPORT warmer", "REPORT WARMER", "REPORT Warme", "REPORT Warmers", "REPORT Hot"})
    void argumentOfReportIsAnOutcome(String line) {
        assertViolates(ErrorCode.BAD_OUTCOME, line);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    HELLO you     | unknown command "HELLO"; allowed: PARAMS, NUMBER, REPORT, CLEAR, or an empty line to end the session
                    NUMBER 5      | NUMBER takes no argument
                    CLEAR all     | CLEAR takes no argument
                    REPORT        | REPORT takes one argument: REPORT outcome
                    PARAMS 1      | PARAMS takes two arguments: PARAMS lower upper
                    REPORT Hotter | unknown outcome "Hotter"; allowed: Warmer, Colder, Unsure, Same, Correct
                    PARAMS 1 x    | "x" is not an integer from -9223372036854775808 to 9223372036854775807
                    """)
    void violationNamesTheValueAndWhatIsAllowed(String line, String text) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> parse(line))
                .withMessage(text);
    }

    @Test
    void printedCommandsAreParsedBack() {
        for (long lower : LANDMARKS) {
            for (long upper : LANDMARKS) {
                assertReadBack(new Command.Params(lower, upper));
            }
        }
        for (Outcome outcome : Outcome.values()) {
            assertReadBack(new Command.Report(outcome));
        }
        assertReadBack(Command.NUMBER);
        assertReadBack(Command.CLEAR);
        assertReadBack(Command.END);
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 10_000; i++) {
            assertReadBack(new Command.Params(
                    random.nextLong() >> random.nextInt(Long.SIZE), random.nextLong() >> random.nextInt(Long.SIZE)));
        }
    }

    private static void assertReadBack(Command command) {
        assertThat(parse(command.toString())).isEqualTo(command);
    }
}
