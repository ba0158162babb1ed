package dev.warmer.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class LogSanitizerTest {
    @Test
    void leavesPrintableAsciiAsItIs() {
        assertThat(LogSanitizer.sanitize("Connection reset by peer: \"~\""))
                .isEqualTo("Connection reset by peer: \"~\"");
    }

    @Test
    void escapesWhatCouldStartALineOrMoveACursor() {
        assertThat(LogSanitizer.sanitize("a\r\nb\tc\u001b[31md\u00e9\u2028\u0000\u007f"))
                .isEqualTo("a\\u000d\\u000ab\\u0009c\\u001b[31md\\u00e9\\u2028\\u0000\\u007f");
    }

    @Test
    void tellsAnEscapeFromOneThatWasSent() {
        assertThat(LogSanitizer.sanitize("\\u000d\r")).isEqualTo("\\\\u000d\\u000d");
    }

    @Test
    void cutsWhatIsLong() {
        assertThat(LogSanitizer.sanitize("x".repeat(200))).isEqualTo("x".repeat(200));
        assertThat(LogSanitizer.sanitize("x".repeat(201))).isEqualTo("x".repeat(200) + "...");
    }

    @Test
    void namesAnExceptionWithoutAMessage() {
        assertThat(LogSanitizer.sanitize(new IOException())).isEqualTo("java.io.IOException");
        assertThat(LogSanitizer.sanitize(new IOException("gone\n"))).isEqualTo("gone\\u000a");
    }
}
