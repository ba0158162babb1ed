package dev.warmer.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReplyBufferTest {
    private final ReplyBuffer replies = new ReplyBuffer();

    private String sent() {
        return new String(Arrays.copyOf(replies.bytes(), replies.length()), UTF_8);
    }

    @Test
    void isInitiallyEmpty() {
        assertThat(replies.isEmpty()).isTrue();
        assertThat(sent()).isEmpty();
    }

    @Test
    void appendsRepliesInOrder() {
        replies.guess(-42);
        replies.guess(7);
        replies.error(new ProtocolException(ErrorCode.NO_GAME, "text"));
        assertThat(replies.isEmpty()).isFalse();
        assertThat(sent()).isEqualTo("-42\n7\nERROR NO_GAME text\n");
        assertThat(replies).hasToString(sent());
    }

    @ParameterizedTest
    @EnumSource
    void errorIsOneLine(ErrorCode code) {
        replies.error(new ProtocolException(code, "text"));
        assertThat(sent()).isEqualTo("ERROR " + code + " text\n");
    }

    @Test
    void growsWithTheReplies() {
        long[] guesses = LongStream.range(0, 10_000)
                .map(i -> i % 3 == 0 ? Long.MIN_VALUE + i : i)
                .toArray();
        StringBuilder expected = new StringBuilder();
        for (long guess : guesses) {
            replies.guess(guess);
            expected.append(guess).append('\n');
        }
        assertThat(sent()).isEqualTo(expected.toString());
    }

    @Test
    void growsForALongError() {
        replies.guess(1);
        replies.error(new ProtocolException(ErrorCode.BAD_OUTCOME, "x".repeat(1000)));
        replies.guess(2);
        assertThat(sent()).isEqualTo("1\nERROR BAD_OUTCOME " + "x".repeat(1000) + "\n2\n");
    }

    @Test
    void clearRemovesTheReplies() {
        replies.guess(123);
        replies.clear();
        assertThat(replies.isEmpty()).isTrue();
        replies.guess(4);
        assertThat(sent()).isEqualTo("4\n");
    }
}
