package dev.warmer.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a line is quoted, and that every reply is a valid line. */
class UntrustedTextTest {
    private static String quoted(byte[] line) {
        return UntrustedText.quote(line, 0, line.length);
    }

    @Test
    void quotesPrintableAsciiAsItIs() {
        assertThat(quoted("HELLO, World! ~".getBytes(US_ASCII))).isEqualTo("\"HELLO, World! ~\"");
        assertThat(quoted(new byte[0])).isEqualTo("\"\"");
    }

    @Test
    void escapesEveryOtherByte() {
        byte[] line = {0, '\t', '\n', '\r', 0x1f, ' ', '~', 0x7f, (byte) 0x80, (byte) 0xff};
        assertThat(quoted(line)).isEqualTo("\"\\x00\\x09\\x0a\\x0d\\x1f ~\\x7f\\x80\\xff\"");
    }

    @Test
    void escapesBackslashesAndQuotes() {
        assertThat(quoted("\\x00 \"\\\" \0".getBytes(US_ASCII))).isEqualTo("\"\\\\x00 \\\"\\\\\\\" \\x00\"");
    }

    @Test
    void quotesEveryByteDifferently() {
        Set<String> quotes = new HashSet<>();
        for (int b = 0; b < 0x100; b++) {
            quotes.add(quoted(new byte[] {(byte) b}));
        }
        assertThat(quotes).hasSize(0x100);
    }

    @Test
    void quotesEveryBytePrintably() {
        for (int b = 0; b < 0x100; b++) {
            assertThat(quoted(new byte[] {(byte) b})).matches("\"[ -~]+\"");
        }
    }

    @Test
    void quotesNoMoreThanTheFirst40Bytes() {
        assertThat(quoted("x".repeat(40).getBytes(US_ASCII))).isEqualTo("\"" + "x".repeat(40) + "\"");
        assertThat(quoted("x".repeat(41).getBytes(US_ASCII))).isEqualTo("\"" + "x".repeat(40) + "\"...");
    }

    @Test
    void quotesOnlyTheGivenBytes() {
        byte[] bytes = "REPORT Hotter\n".getBytes(US_ASCII);
        assertThat(UntrustedText.quote(bytes, 7, 13)).isEqualTo("\"Hotter\"");
    }

    @Test
    void excerptIsEscapedAndCutAt200Bytes() {
        assertThat(UntrustedText.excerpt("Connection reset by peer: \"~\""))
                .isEqualTo("Connection reset by peer: \"~\"");
        assertThat(UntrustedText.excerpt("a\r\nb\u001b[31m\u00e9\\")).isEqualTo("a\\x0d\\x0ab\\x1b[31m\\xc3\\xa9\\\\");
        assertThat(UntrustedText.excerpt("x".repeat(200))).isEqualTo("x".repeat(200));
        assertThat(UntrustedText.excerpt("x".repeat(201))).isEqualTo("x".repeat(200) + "...");
    }

    /** Whatever a peer sends, what it gets back would pass its own check of a line. */
    @ParameterizedTest
    @ValueSource(ints = {1, 40, 41, 64, 65})
    void everyReplyIsAValidLine(int length) {
        for (int b = 0; b < 0x100; b++) {
            byte[] line = String.valueOf((char) b).repeat(length).getBytes(ISO_8859_1);
            String answer = new TestSession().send(line).answer();
            assertThat(answer).matches("|ERROR [A-Z_]+ [ -~]{1,1000}\n");
        }
    }
}
