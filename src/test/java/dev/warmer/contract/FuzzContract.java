package dev.warmer.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.testing.Peer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A server replies to any bytes as a session in memory does, and goes on to serve other connections. */
public interface FuzzContract extends ServerUnderTest {
    @Test
    default void anyBytesAreAnsweredAsByASessionInMemory() {
        try (Peer other = connect()) {
            FuzzRun.run((fuzz, input) -> {
                List<String> replies = replies(fuzz.split(input));
                FuzzRun.assertValid(replies);
                assertThat(FuzzRun.withoutNumbers(replies)).isEqualTo(FuzzRun.withoutNumbers(FuzzRun.expected(input)));
                other.startGame();
            });
        }
    }

    private List<String> replies(List<String> pieces) {
        try (Peer peer = connect()) {
            CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> pieces.forEach(peer::send))
                    .thenRun(peer::halfClose)
                    .exceptionally(closed -> null); // after an ERROR line the server reads for a limited time
            List<String> replies = peer.lines();
            sent.join();
            return replies;
        }
    }
}
