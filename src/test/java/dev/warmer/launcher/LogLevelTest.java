package dev.warmer.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogLevelTest {
    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"error", "warn", "info", "debug", "DEBUG", "trace", "off"})
    void isOneThatThereIsOrNone(String level) {
        assertThat(LogLevel.mistake(level)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "bogus", "info ", "warning"})
    void isNoOtherWord(String level) {
        assertThat(LogLevel.mistake(level))
                .contains("-Dwarmer.log.level: \"" + level
                        + "\" is not allowed: one of error, warn, info, debug, trace, off");
    }
}
