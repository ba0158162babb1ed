package dev.warmer.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.metrics.LogTrap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever breaks the rules is told so and must go; everybody else stays. */
public interface ViolationContract extends ServerUnderTest {
    String TOO_LONG = "ERROR LINE_TOO_LONG a line holds at most 64 bytes";

    private Peer connectWithLinesOf64() {
        return Peer.connect(
                deploy(config().put("maxLineLength", 64), line -> {}).port());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    default void takesALineAsLongAsCanBe(String end) {
        try (Peer peer = connectWithLinesOf64()) {
            String longest = "PARAMS 3 " + "0".repeat(54) + "3";
            assertThat(peer.send(longest + end + "NUMBER\n").line()).isEqualTo("3");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\r"})
    default void takesALineAsLongAsCanBeWhenItsEndComesLater(String begun) {
        try (Peer peer = connectWithLinesOf64()) {
            String longest = "PARAMS 4 " + "0".repeat(54) + "4";
            assertThat(peer.send("PARAMS 3 3\nNUMBER\n" + longest + begun).line())
                    .isEqualTo("3");
            assertThat(peer.send("\nNUMBER\n").line()).isEqualTo("4");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\nNUMBER\n", "{and it goes on}"})
    default void refusesALineOneByteLonger(String end) {
        try (Peer peer = connectWithLinesOf64()) {
            String longer = "PARAMS 3 " + "0".repeat(55) + "3";
            assertThat(peer.send(longer + end).lines()).containsExactly(TOO_LONG);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 20_000, 1_000_000})
    default void refusesALineThatDoesNotEnd(int length) {
        try (Peer peer = connectWithLinesOf64()) {
            peer.send("PARAMS 3 3\nNUMBER\n");
            assertThat(peer.line()).isEqualTo("3");
            CompletableFuture<Void> sent = peer.offerMeanwhile("x".repeat(length));
            assertThat(peer.lines()).containsExactly(TOO_LONG);
            sent.join();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 20_000, 1_000_000})
    default void refusesALineThatIsFarTooLongAlthoughItEnds(int length) {
        try (Peer peer = connectWithLinesOf64()) {
            CompletableFuture<Void> sent =
                    peer.offerMeanwhile("PARAMS 3 3\nNUMBER\n" + "x".repeat(length) + "\nNUMBER\n");
            assertThat(peer.lines()).containsExactly("3", TOO_LONG);
            sent.join();
        }
    }

    @Test
    default void itsLastWordArrivesThoughAMegabyteIsUnreadBehindTheViolation() {
        for (int i = 0; i < 10; i++) {
            try (Peer peer = connect()) {
                CompletableFuture<Void> sent =
                        peer.offerMeanwhile("PARAMS 3 3\nNUMBER\nBOGUS\n" + "NUMBER\n".repeat(1_000_000 / 7));
                assertThat(peer.line()).isEqualTo("3");
                assertThat(peer.line()).startsWith("ERROR UNKNOWN_COMMAND ");
                assertThat(peer.line()).as("after the last word").isNull();
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
        assertThat(told()).containsExactly("Server: 3 is Warmer");
    }

    @Test
    default void aFaultOfItsOwnEndsThatConnectionAlone() {
        Consumer<String> broken = line -> {
            if (line.equals("Server: 13 is Unsure")) {
                throw new IllegalStateException("out of paper");
            }
            told().add(line);
        };
        int port = deploy(config(), broken).port();
        try (Peer neighbour = Peer.connect(port);
                Peer peer = Peer.connect(port);
                LogTrap log = LogTrap.of("dev.warmer")) {
            assertThat(neighbour.send("PARAMS 3 3\nNUMBER\n").line()).isEqualTo("3");
            peer.send("PARAMS 13 13\nNUMBER\nREPORT Unsure\nREPORT Correct\nNUMBER\n");
            assertThat(peer.line()).isEqualTo("13");
            assertThat(peer.line()).startsWith("ERROR INTERNAL ").doesNotContain("paper");
            assertThat(peer.line()).as("after the last word").isNull();
            assertThat(neighbour.send("REPORT Correct\nNUMBER\n\n").lines()).containsExactly("3");
            assertThat(told()).containsExactly("Server: 3 is Correct");
            assertThat(log.events())
                    .filteredOn(event -> event.getThrowableProxy() != null)
                    .singleElement()
                    .extracting(event -> event.getThrowableProxy().getMessage())
                    .isEqualTo("out of paper");
        }
    }
}
