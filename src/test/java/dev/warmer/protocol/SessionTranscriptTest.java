package dev.warmer.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.warmer.contract.Conversation;
import dev.warmer.contract.TranscriptFile;
import dev.warmer.game.StrategyName;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The transcripts, with a {@link Session} alone: no socket, no thread. */
class SessionTranscriptTest {
    @TestFactory
    Stream<DynamicTest> conversation() {
        return TranscriptFile.all().stream()
                .map(file -> dynamicTest(file.name(), () -> file.conversations().forEach(this::run)));
    }

    private void run(Conversation conversation) {
        Session session = new Session(StrategyName.RANDOM.factory(new SplittableRandom(1)), 1024, SessionListener.NONE);
        ReplyBuffer replies = new ReplyBuffer();
        boolean closed = false;
        String[] lines = conversation.sent().split("\n", -1);
        for (int i = 0; i < lines.length - 1; i++) { // without the last one, which has no LF
            byte[] line = lines[i].getBytes(ISO_8859_1);
            closed = !session.receive(line, 0, line.length, replies);
        }
        conversation.assertReplies(replies.toString().lines().toList());
        assertThat(closed).as("the server closes").isEqualTo(!conversation.clientEnds());
    }

    @Test
    void transcriptsHaveEveryErrorOfASession() {
        List<String> expected = TranscriptFile.all().stream()
                .flatMap(file -> file.conversations().stream())
                .flatMap(conversation -> conversation.steps().stream())
                .map(Object::toString)
                .toList();
        assertThat(EnumSet.range(ErrorCode.UNKNOWN_COMMAND, ErrorCode.BAD_ENCODING))
                .allSatisfy(code -> assertThat(expected).anyMatch(step -> step.contains("ERROR " + code + "]")));
    }
}
