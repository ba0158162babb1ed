package dev.warmer.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.config.InvalidConfigException.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InvalidConfigExceptionTest {
    @Test
    void problemIsALineWithKeyValueAndWhatIsAllowed() {
        assertThat(new InvalidConfigException("port", 65536, "an integer from 0 to 65535"))
                .hasMessage("port: 65536 is not allowed: an integer from 0 to 65535");
    }

    @Test
    void allProblemsAreInTheMessage() {
        List<Problem> problems = List.of(new Problem("port", "is missing"), new Problem("", "is empty"));
        InvalidConfigException e = new InvalidConfigException(problems);
        assertThat(e).hasMessage("port: is missing\nis empty");
        assertThat(e.problems()).isEqualTo(problems);
    }

    @ParameterizedTest
    @CsvSource({"secret, games[1].secret", "'', games[1]"})
    void nestedProblemHasThePathFromTheTop(String path, String fromTheTop) {
        assertThat(new Problem(path, "x").in("games[1]")).isEqualTo(new Problem(fromTheTop, "x"));
    }
}
