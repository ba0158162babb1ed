package dev.warmer.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Integers on the wire: parsed by {@link CommandParser}, printed by {@link ReplyBuffer}. */
class IntegersTest {
    private static long parse(String text) {
        byte[] bytes = ("7" + text + "7").getBytes(UTF_8);
        return CommandParser.parseInteger(bytes, 1, bytes.length - 1);
    }

    private static String print(long value) {
        ReplyBuffer replies = new ReplyBuffer();
        replies.guess(5);
        replies.guess(value);
        assertThat(replies.toString()).startsWith("5\n");
        return replies.toString().substring(2);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "+0, 0",
        "-0, 0",
        "000, 0",
        "-00, 0",
        "7, 7",
        "+7, 7",
        "-7, -7",
        "0000000000000000000000000000042, 42",
        "-0000000000000000000000000000042, -42",
        "9223372036854775806, 9223372036854775806",
        "9223372036854775807, 9223372036854775807",
        "+9223372036854775807, 9223372036854775807",
        "0009223372036854775807, 9223372036854775807",
        "-9223372036854775807, -9223372036854775807",
        "-9223372036854775808, -9223372036854775808",
        "-0009223372036854775808, -9223372036854775808"
    })
    void parsesSignAndDigits(String text, long value) {
        assertThat(parse(text)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "+",
                "-",
                "+-1",
                "--1",
                "++1",
                "1-",
                "1+1",
                " 1",
                "1 ",
                " ",
                "1.0",
                "1.",
                "1e3",
                "1_000",
                "1,000",
                "0x10",
                "1L",
                "NaN",
                "/",
                ":",
                "\u0661\u0662", // Arabic-Indic digits
                "\u06f1", // Persian
                "\u0967", // Devanagari
                "\uff11\uff12", // fullwidth
                "1\uff12",
                "\u221212", // a minus sign that is not ASCII
                "\u00b2",
                "\ud835\udfcf" // mathematical bold, outside the basic plane
            })
    void rejectsEverythingElse(String text) {
        assertRejected(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9223372036854775808",
                "+9223372036854775808",
                "-9223372036854775809",
                "9223372036854775810",
                "-9223372036854775810",
                "10000000000000000000",
                "-10000000000000000000",
                "18446744073709551615",
                "18446744073709551616",
                "-18446744073709551616",
                "92233720368547758070",
                "-92233720368547758080",
                "100000000000000000000000000000000000000000"
            })
    void rejectsIntegersBeyond64Bits(String text) {
        assertRejected(text);
    }

    private static void assertRejected(String text) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> parse(text))
                .withMessageMatching(
                        "\".*\"(\\.{3})? is not an integer from -9223372036854775808 to 9223372036854775807")
                .extracting(ProtocolException::code)
                .isEqualTo(ErrorCode.BAD_INTEGER);
    }

    @Test
    void parsesExactlyTheIntegersThatFit() {
        BigInteger max = BigInteger.valueOf(Long.MAX_VALUE);
        BigInteger min = BigInteger.valueOf(Long.MIN_VALUE);
        for (int beyond = 1; beyond < 300; beyond++) {
            assertRejected(max.add(BigInteger.valueOf(beyond)).toString());
            assertRejected(min.subtract(BigInteger.valueOf(beyond)).toString());
            assertThat(parse(String.valueOf(Long.MAX_VALUE - beyond))).isEqualTo(Long.MAX_VALUE - beyond);
            assertThat(parse(String.valueOf(Long.MIN_VALUE + beyond))).isEqualTo(Long.MIN_VALUE + beyond);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, Long.MIN_VALUE + 1, -1, 0, 1, Long.MAX_VALUE - 1, Long.MAX_VALUE})
    void printsTheEdges(long value) {
        assertThat(print(value)).isEqualTo(value + "\n");
    }

    @Test
    void printsThePowersOfTenAndTheirNeighbours() {
        long power = 1;
        for (int digits = 1; digits <= 19; digits++) {
            for (long value = power - 2; value <= power + 2; value++) {
                assertThat(print(value)).isEqualTo(value + "\n");
                assertThat(print(-value)).isEqualTo(-value + "\n");
            }
            power *= 10;
        }
    }

    @Test
    void parsesWhatItPrints() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 10_000; i++) {
            long value = random.nextLong() >> random.nextInt(Long.SIZE);
            String line = print(value);
            assertThat(line).isEqualTo(value + "\n");
            assertThat(parse(line.strip())).isEqualTo(value);
        }
    }
}
