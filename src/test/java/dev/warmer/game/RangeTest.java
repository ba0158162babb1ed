package dev.warmer.game;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RangeTest {
    @ParameterizedTest
    @CsvSource({"2, 1", "0, -1", "9223372036854775807, -9223372036854775808", "-5, -6"})
    void lowerIsNotAboveUpper(long lower, long upper) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Range(lower, upper))
                .withMessage(lower + " to " + upper + " is not a valid range: lower is above upper");
    }

    @ParameterizedTest
    @CsvSource({
        "3, 3, 0",
        "1, 5, 4",
        "-5, 5, 10",
        "0, 9223372036854775807, 9223372036854775807",
        "-1, 9223372036854775807, 9223372036854775808",
        "-9223372036854775808, 9223372036854775807, 18446744073709551615"
    })
    void spanIsUnsigned(long lower, long upper, String span) {
        assertThat(Long.toUnsignedString(new Range(lower, upper).span())).isEqualTo(span);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 5, 1, true",
        "1, 5, 5, true",
        "1, 5, 3, true",
        "1, 5, 0, false",
        "1, 5, 6, false",
        "-5, -1, -3, true",
        "-5, -1, 3, false",
        "1, 5, -9223372036854775808, false",
        "1, 5, 9223372036854775807, false",
        "-9223372036854775808, 9223372036854775807, -9223372036854775808, true",
        "-9223372036854775808, 9223372036854775807, 9223372036854775807, true"
    })
    void bothEndsAreIncluded(long lower, long upper, long number, boolean contained) {
        assertThat(new Range(lower, upper).contains(number)).isEqualTo(contained);
    }

    @Test
    void printsItsEnds() {
        assertThat(new Range(-1, 5)).hasToString("-1 to 5");
    }
}
