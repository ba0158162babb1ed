package dev.warmer.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.testing.LogCaptor;
import dev.warmer.testing.Peer;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A violation, or a failure of the server, ends that connection only. */
public interface ViolationContract extends ServerUnderTest {
    String TOO_LONG = "ERROR LINE_TOO_LONG a line holds at most 64 bytes";

    private Peer connectWithLinesOf64() {
        return Peer.connect(deploy(config().put("maxLineLength", 64)).port());
    }

    /** The end of the line follows its bytes in the same write, or later, as a whole or after its CR. */
    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "|\n", "\r|\n"})
    default void acceptsALineOfTheMaximumLength(String end) {
        String[] parts = ("PARAMS 4 " + "0".repeat(54) + "4" + end).split("\\|", -1);
        try (Peer peer = connectWithLinesOf64()) {
            assertThat(peer.send("PARAMS 3 3\nNUMBER\n" + parts[0]).line()).isEqualTo("3");
            peer.send((parts.length == 2 ? parts[1] : "") + "NUMBER\n");
            assertThat(peer.line()).isEqualTo("4");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\nNUMBER\n", "unterminated"})
    default void rejectsALineOneByteLonger(String end) {
        try (Peer peer = connectWithLinesOf64()) {
            String longer = "PARAMS 3 " + "0".repeat(55) + "3";
            assertThat(peer.send(longer + end).lines()).containsExactly(TOO_LONG);
        }
    }

    /** What follows the ERROR line is read and discarded, up to a limit, so that no reset overtakes the line. */
    @ParameterizedTest
    @ValueSource(ints = {200, 20_000, 1_000_000})
    default void lineFarTooLongIsAnsweredAfterTheRepliesDue(int length) {
        String line = "PARAMS 3 3\nNUMBER\n" + "x".repeat(length);
        for (String end : new String[] {"", "\nNUMBER\n"}) {
            try (Peer peer = connectWithLinesOf64()) {
                CompletableFuture<Void> sent = peer.sendAsyncUntilClosed(line + end);
                assertThat(peer.lines()).containsExactly("3", TOO_LONG);
                sent.join();
            }
        }
    }

    @Test
    default void errorArrivesThoughAMegabyteFollowsTheViolation() {
        for (int i = 0; i < 10; i++) {
            try (Peer peer = connect()) {
                CompletableFuture<Void> sent =
                        peer.sendAsyncUntilClosed("PARAMS 3 3\nNUMBER\nBOGUS\n" + "NUMBER\n".repeat(1_000_000 / 7));
                assertThat(peer.line()).isEqualTo("3");
                peer.assertClosedWithError("UNKNOWN_COMMAND");
                sent.join();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"BOGUS\n", "\n"})
    default void executesNothingAfterTheEnd(String end) {
        try (Peer peer = connect()) {
            peer.send("PARAMS 3 3\nNUMBER\nREPORT Warmer\n" + end + "REPORT Colder\n" + "REPORT Correct\n".repeat(999))
                    .lines();
        }
        assertThat(transcript()).containsExactly("Server: 3 is Warmer");
    }

    @Test
    default void failureOfTheServerClosesThatConnectionOnly() {
        Consumer<String> failing = line -> {
            if (line.equals("Server: 13 is Unsure")) {
                throw new IllegalStateException("simulated");
            }
            transcript().add(line);
        };
        int port = driver().deploy(vertx(), config(), failing).port();
        try (Peer other = Peer.connect(port).startGame();
                Peer peer = Peer.connect(port);
                LogCaptor log = LogCaptor.of("dev.warmer")) {
            peer.send("PARAMS 13 13\nNUMBER\nREPORT Unsure\nREPORT Correct\nNUMBER\n");
            assertThat(peer.line()).isEqualTo("13");
            assertThat(peer.line()).startsWith("ERROR INTERNAL ").doesNotContain("simulated");
            peer.assertClosed();
            assertThat(other.send("REPORT Correct\nNUMBER\n\n").lines()).containsExactly("7");
            assertThat(transcript()).containsExactly("Server: 7 is Correct");
            assertThat(log.events())
                    .filteredOn(event -> event.getThrowableProxy() != null)
                    .singleElement()
                    .extracting(event -> event.getThrowableProxy().getMessage())
                    .isEqualTo("simulated");
        }
    }
}
