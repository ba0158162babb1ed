package dev.warmer.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules for every line: its terminator, its length, its encoding. */
class SessionLineTest {
    private static final String LONGEST = "PARAMS 1 " + "0".repeat(TestSession.MAX_LINE_LENGTH - 10) + "5";

    private final TestSession talk = new TestSession(4, 2);

    @Test
    void oneCarriageReturnAtTheEndIsDropped() {
        talk.send("PARAMS 1 5\r", "NUMBER\r", "REPORT Unsure\r", "NUMBER", "\r").ends("4", "2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NUMBER\r\r", "\r\r", "NUM\rBER", "\rNUMBER", "REPORT\rWarmer", "NUMBER\r "})
    void anyOtherCarriageReturnIsAControlCharacter(String line) {
        talk.send("PARAMS 1 5", line).fails(ErrorCode.BAD_ENCODING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\r"})
    void acceptsALineOfTheMaximumLength(String end) {
        assertThat(LONGEST).hasSize(TestSession.MAX_LINE_LENGTH);
        talk.send(LONGEST + end, "NUMBER").expects("4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\r"})
    void rejectsALineOneByteLonger(String end) {
        talk.send(LONGEST.replace("PARAMS 1", "PARAMS 01") + end).fails(ErrorCode.LINE_TOO_LONG);
    }

    @Test
    void lengthIsCountedInBytes() {
        talk.send("\u00e9".repeat(TestSession.MAX_LINE_LENGTH / 2)).fails(ErrorCode.UNKNOWN_COMMAND);
        new TestSession()
                .send("\u00e9".repeat(TestSession.MAX_LINE_LENGTH / 2) + "e")
                .fails(ErrorCode.LINE_TOO_LONG);
    }

    @Test
    void lengthIsCheckedFirst() {
        talk.send(new byte[TestSession.MAX_LINE_LENGTH]).fails(ErrorCode.BAD_ENCODING);
        new TestSession().send(new byte[TestSession.MAX_LINE_LENGTH + 1]).fails(ErrorCode.LINE_TOO_LONG);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "80", // a continuation of nothing
                "c3", // cut short
                "c328", // not continued
                "c0af", // two bytes for what takes one
                "e080af", // three bytes for what takes one
                "f08080af",
                "c1bf",
                "eda080", // half of a surrogate pair
                "edbfbf",
                "f4908080", // beyond the last character
                "f5808080",
                "fe",
                "ff",
                "4e554d424552ff" // NUMBER and more
            })
    void invalidUtf8IsBadEncoding(String hex) {
        talk.send(HexFormat.of().parseHex(hex)).fails(ErrorCode.BAD_ENCODING);
    }

    @Test
    void everyControlCharacterIsBadEncoding() {
        for (int c = 0; c < 0xa0; c++) {
            if (Character.isISOControl(c)) {
                new TestSession().send("NUMBER" + (char) c + "x").fails(ErrorCode.BAD_ENCODING);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"UNKNOWN_COMMAND, HELLO", "BAD_ARGUMENTS, NUMBER 1", "BAD_INTEGER, PARAMS 1 x", "BAD_OUTCOME, REPORT x"
    })
    void encodingIsCheckedBeforeTheCommand(ErrorCode code, String line) {
        talk.send(line).fails(code);
        new TestSession().send(line + '\0').fails(ErrorCode.BAD_ENCODING);
    }

    @Test
    void encodingIsCheckedBeforeTheGame() {
        talk.send("REPORT Correct\0").fails(ErrorCode.BAD_ENCODING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "h\u00e9llo",
                "\u043f\u0440\u0438\u0432\u0435\u0442",
                "\u6570\u5b57",
                "\ud83d\ude00",
                "\u00a0",
                "\ufeffNUMBER"
            })
    void textInOtherScriptsIsAnUnknownCommand(String line) {
        talk.send(line).fails(ErrorCode.UNKNOWN_COMMAND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "PARAMS 1 ", "REPORT "})
    void quotedInputIsShortAndPrintable(String start) {
        int room = 65_536;
        Session session = new Session(range -> new ScriptedStrategy(new long[0], talk.learned), room, talk);
        byte[] line = (start + "\u00e9\"\\".repeat(room / 4 - 2)).getBytes(UTF_8);
        ReplyBuffer replies = new ReplyBuffer();
        session.receive(line, 0, line.length, replies);
        assertThat(replies.toString()).matches("ERROR [A-Z_]+ [ -~]{1,400}\n");
    }
}
