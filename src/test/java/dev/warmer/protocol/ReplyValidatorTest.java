package dev.warmer.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.warmer.game.Range;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The replies that a client accepts. */
class ReplyValidatorTest {
    private final ReplyValidator reader = new ReplyValidator(new Range(-5, 5));

    private static long read(ReplyValidator reader, String line) {
        byte[] bytes = ("1\n" + line + "\n1").getBytes(UTF_8);
        return reader.read(bytes, 2, bytes.length - 2);
    }

    private void assertRejects(ErrorCode code, String line, String text) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> read(reader, line))
                .withMessage(text)
                .extracting(ProtocolException::code)
                .isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"-5, -5", "0, 0", "5, 5", "+3, 3", "003, 3", "-03, -3"})
    void readsAGuessInTheRange(String line, long guess) {
        assertThat(read(reader, line)).isEqualTo(guess);
        assertThat(read(new ReplyValidator(new Range(-5, 5)), line + "\r")).isEqualTo(guess);
    }

    @ParameterizedTest
    @ValueSource(longs = {-6, 6, Long.MIN_VALUE, Long.MAX_VALUE})
    void rejectsAGuessOutsideTheRange(long guess) {
        assertRejects(ErrorCode.OUT_OF_RANGE, guess + "", "the guess " + guess + " is not in -5 to 5");
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, 0, Long.MAX_VALUE})
    void readsAny64BitInteger(long guess) {
        ReplyValidator anything = new ReplyValidator(new Range(Long.MIN_VALUE, Long.MAX_VALUE));
        assertThat(read(anything, guess + "")).isEqualTo(guess);
    }

    @Test
    void rejectsARepeatedGuess() {
        read(reader, "3");
        read(reader, "-3");
        assertRejects(ErrorCode.REPEATED_GUESS, "+03", "the guess 3 was made before in this game");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE})
    void rejectsAnyRepeatedGuess(long guess) {
        ReplyValidator anything = new ReplyValidator(new Range(Long.MIN_VALUE, Long.MAX_VALUE));
        read(anything, guess + "");
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> read(anything, guess + ""))
                .extracting(ProtocolException::code)
                .isEqualTo(ErrorCode.REPEATED_GUESS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\r",
                "five",
                "3.0",
                " 3",
                "3 ",
                "9223372036854775808",
                "\u0663",
                "error",
                "ERRO",
                " ERROR",
                "ERRORS"
            })
    void rejectsNonIntegers(String line) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> read(reader, line))
                .withMessageEndingWith("\" is not an integer from -9223372036854775808 to 9223372036854775807")
                .extracting(ProtocolException::code)
                .isEqualTo(ErrorCode.BAD_INTEGER);
    }

    @Test
    void reportsAnErrorReply() {
        assertRejects(
                ErrorCode.ERROR_REPLY,
                "ERROR RANGE_EXHAUSTED every number was guessed\r",
                "the server answered ERROR RANGE_EXHAUSTED every number was guessed");
        assertRejects(ErrorCode.ERROR_REPLY, "ERROR", "the server answered ERROR");
        assertRejects(ErrorCode.ERROR_REPLY, "ERROR INTERNAL x", "the server answered ERROR INTERNAL x");
        assertRejects(ErrorCode.ERROR_REPLY, "ERROR \u00e9", "the server answered ERROR \\xc3\\xa9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3\0", "3\r\r", "\u001b[2J", "ERROR \u0007", "\u0085"})
    void rejectsControlCharacters(String line) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> read(reader, line))
                .withMessageEndingWith(" has a control character")
                .extracting(ProtocolException::code)
                .isEqualTo(ErrorCode.BAD_ENCODING);
    }

    @Test
    void rejectsInvalidUtf8() {
        byte[] line = {'3', (byte) 0xff};
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> reader.read(line, 0, 2))
                .withMessage("\"3\\xff\" is not UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\r"})
    void limitsRepliesTo1024Bytes(String end) {
        assertThat(read(reader, "0".repeat(1023) + "3" + end)).isEqualTo(3);
        assertRejects(ErrorCode.LINE_TOO_LONG, "0".repeat(1024) + "3" + end, "a line holds at most 1024 bytes");
    }

    @ParameterizedTest
    @CsvSource({
        "3, UNEXPECTED_REPLY, 'unexpected reply \"3\": no request pending'",
        "'', UNEXPECTED_REPLY, 'unexpected reply \"\": no request pending'",
        "ERROR SHUTTING_DOWN bye, ERROR_REPLY, the server answered ERROR SHUTTING_DOWN bye"
    })
    void replyWithoutRequestIsAViolation(String line, ErrorCode code, String text) {
        byte[] bytes = ("1\n" + line + "\r\n1").getBytes(UTF_8);
        ProtocolException violation = ReplyValidator.unexpected(bytes, 2, bytes.length - 2);
        assertThat(violation).hasMessage(text);
        assertThat(violation.code()).isEqualTo(code);
    }

    @Test
    void closeAndTimeoutAreViolations() {
        assertThat(ProtocolException.connectionClosed().code()).isEqualTo(ErrorCode.CONNECTION_CLOSED);
        assertThat(ProtocolException.replyTimeout(250)).hasMessage("the server did not answer within 250 ms");
        assertThat(ProtocolException.replyTimeout(250).code()).isEqualTo(ErrorCode.REPLY_TIMEOUT);
    }
}
