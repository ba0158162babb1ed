package dev.warmer.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.warmer.testing.Peer;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The server replies as the transcripts say, and writes its own transcript. */
public interface TranscriptContract extends ServerUnderTest {
    @TestFactory
    default Stream<DynamicTest> conversationInOneWrite() {
        return conversations(Peer::send);
    }

    @TestFactory
    default Stream<DynamicTest> conversationByteByByte() {
        return conversations(Peer::sendByteByByte);
    }

    private Stream<DynamicTest> conversations(BiConsumer<Peer, String> send) {
        return TranscriptFile.all().stream()
                .map(file -> dynamicTest(
                        file.name(), () -> file.conversations().forEach(conversation -> run(conversation, send))));
    }

    private void run(Conversation conversation, BiConsumer<Peer, String> send) {
        try (Peer peer = connect()) {
            send.accept(peer, conversation.sent());
            if (conversation.clientEnds()) {
                peer.halfClose();
            }
            conversation.assertReplies(peer.lines());
        }
    }

    @Test
    default void answersEachRequestWhenItArrives() {
        try (Peer peer = connect()) {
            peer.send("PARAMS 1 2\n").send("NUMBER\n");
            String first = peer.line();
            peer.send("REPORT Unsure\nNUMBER\n");
            assertThat(peer.line()).isEqualTo(first.equals("1") ? "2" : "1");
        }
    }

    @Test
    default void transcriptHasEachReportInOrder() {
        try (Peer peer = connect()) {
            peer.send("PARAMS 3 3\nNUMBER\nREPORT Unsure\nREPORT Correct\nREPORT Colder\n")
                    .send("PARAMS 4 4\nNUMBER\nREPORT Warmer\nBOGUS\nREPORT Correct\n")
                    .lines();
        }
        assertThat(transcript()).containsExactly("Server: 3 is Unsure", "Server: 3 is Correct", "Server: 4 is Warmer");
    }

    @Test
    default void transcriptIsEmptyUnlessConfigured() {
        int port = driver().deploy(vertx(), config().put("transcript", false), transcript()::add)
                .port();
        try (Peer peer = Peer.connect(port)) {
            assertThat(peer.send("PARAMS 3 3\nNUMBER\nREPORT Correct\n\n").lines())
                    .containsExactly("3");
        }
        assertThat(transcript()).isEmpty();
    }
}
