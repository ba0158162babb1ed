package dev.warmer.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands come as fast as they can be sent, and every one is answered, in order. */
public interface PipeliningContract extends ServerUnderTest {
    int MANY = 100_000;

    @Test
    default void answersAHundredThousandCommandsSentAtOnce() {
        StringBuilder commands = new StringBuilder();
        LongStream.rangeClosed(1, MANY)
                .forEach(i -> commands.append("PARAMS ")
                        .append(i)
                        .append(' ')
                        .append(i)
                        .append("\nNUMBER\n"));
        try (Peer peer = connect()) {
            CompletableFuture<Void> sent = peer.sendMeanwhile(commands.toString());
            List<String> replies = Stream.generate(peer::line).limit(MANY).toList();
            assertThat(replies)
                    .isEqualTo(LongStream.rangeClosed(1, MANY)
                            .mapToObj(String::valueOf)
                            .toList());
            sent.join();
        }
    }

    @Test
    default void answersEverythingAfterAHalfClose() {
        try (Peer peer = connect()) {
            peer.send("PARAMS 1 1000\n" + "NUMBER\n".repeat(1000)).halfClose();
            assertThat(peer.lines()).hasSize(1000).doesNotHaveDuplicates();
        }
    }

    /** The more is sent, the less of it has the server read when it has to wait for the reader. */
    @ParameterizedTest
    @ValueSource(ints = {MANY, 5 * MANY})
    default void answersEverythingAfterAHalfCloseToAReaderWhoIsSlow(int count) {
        String secret = String.valueOf(Long.MIN_VALUE);
        String opening = "PARAMS " + secret + " " + secret + "\nNUMBER\nREPORT Correct\n";
        try (Peer peer = Peer.connectWithLittleRoom(port())) {
            CompletableFuture<Void> sent = peer.sendMeanwhile(opening + "NUMBER\n".repeat(count - 1));
            CompletableFuture<Void> ended = sent.thenRun(peer::halfClose);
            beSlow(ended);
            List<String> replies = peer.lines();
            assertThat(replies).hasSize(count);
            assertThat(Set.copyOf(replies)).containsExactly(secret);
            ended.join();
        }
    }

    /** Waits for the end of what is sent, unless the network has no room for it: then reading must make some. */
    private static void beSlow(CompletableFuture<Void> ended) {
        ended.copy().completeOnTimeout(null, 1, TimeUnit.SECONDS).join();
    }
}
