package dev.warmer.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.testing.Peer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands that are sent without waiting for replies are all answered, in order. */
public interface PipeliningContract extends ServerUnderTest {
    int MANY = 100_000;

    @Test
    default void answersAHundredThousandPipelinedCommandsInOrder() {
        List<String> numbers =
                LongStream.rangeClosed(1, MANY).mapToObj(String::valueOf).toList();
        StringBuilder commands = new StringBuilder();
        numbers.forEach(number -> commands.append("PARAMS " + number + " " + number + "\nNUMBER\n"));
        try (Peer peer = connect()) {
            CompletableFuture<Void> sent = peer.sendAsync(commands.toString());
            assertThat(Stream.generate(peer::line).limit(MANY).toList()).isEqualTo(numbers);
            sent.join();
        }
    }

    /** The larger numbers of commands fill the socket buffers while the client does not read. */
    @ParameterizedTest
    @ValueSource(ints = {1_000, MANY, 5 * MANY})
    default void halfCloseStillGetsAllReplies(int count) {
        String number = String.valueOf(Long.MIN_VALUE);
        String opening = "PARAMS " + number + " " + number + "\nNUMBER\nREPORT Correct\n";
        try (Peer peer = Peer.connectWithSmallBuffer(port())) {
            CompletableFuture<Void> ended =
                    peer.sendAsync(opening + "NUMBER\n".repeat(count - 1)).thenRun(peer::halfClose);
            // Without buffer space, only reading lets the client send the rest.
            ended.copy().completeOnTimeout(null, 1, TimeUnit.SECONDS).join();
            List<String> replies = peer.lines();
            assertThat(replies).hasSize(count);
            assertThat(Set.copyOf(replies)).containsExactly(number);
            ended.join();
        }
    }
}
