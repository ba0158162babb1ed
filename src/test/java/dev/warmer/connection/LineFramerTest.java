package dev.warmer.connection;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineFramerTest {
    private static final int MAX = 8;

    private final List<String> lines = new ArrayList<>();
    private boolean open = true;
    private final LineFramer framer = new LineFramer(
            new LineFramer.Handler() {
                @Override
                public void line(byte[] bytes, int from, int to) {
                    lines.add(new String(bytes, from, to - from, US_ASCII));
                    open = !lines.contains("end");
                }

                @Override
                public void lineTooLong() {
                    lines.add("too long");
                    open = false;
                }

                @Override
                public boolean acceptsLines() {
                    return open;
                }
            },
            MAX);

    private void read(String text, int step) {
        byte[] bytes = text.getBytes(US_ASCII);
        for (int from = 0; from < bytes.length && open; from += step) {
            byte[] part = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + step));
            framer.read(part, part.length);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 100})
    void findsTheSameLinesHoweverTheyArrive(int step) {
        read("one\n\ntwo\r\n12345678\r\nrest", step);
        assertThat(lines).containsExactly("one", "", "two\r", "12345678\r");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 100})
    void findsNoLineAfterTheSessionEnds(int step) {
        read("one\nend\ntwo\n", step);
        assertThat(lines).containsExactly("one", "end");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 9})
    void lineIsTooLongBeforeItsEnd(int step) {
        read("one\n1234567890", step);
        assertThat(lines).containsExactly("one", "too long");
    }

    @Test
    void bytesAfterTheLengthAreNotRead() {
        framer.read("one\ntwo\n".getBytes(US_ASCII), 4);
        assertThat(lines).containsExactly("one");
    }

    @Test
    void bytesMayBeOverwrittenAfterTheRead() {
        byte[] bytes = "on".getBytes(US_ASCII);
        framer.read(bytes, 2);
        bytes[0] = 'x';
        framer.read("e\n".getBytes(US_ASCII), 2);
        assertThat(lines).containsExactly("one");
    }
}
