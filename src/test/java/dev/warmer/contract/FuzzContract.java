package dev.warmer.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Whatever comes, the server gives the replies that a session gives in memory, closes, and plays on with others. */
public interface FuzzContract extends ServerUnderTest {
    @Test
    default void anyBytesGiveValidRepliesAndHarmNobody() {
        try (Peer neighbour = connect()) {
            FuzzRun.run((fuzz, conversation) -> {
                List<String> replies = replies(fuzz.split(conversation));
                FuzzRun.areValid(replies);
                assertThat(FuzzRun.withoutNumbers(replies))
                        .isEqualTo(FuzzRun.withoutNumbers(FuzzRun.expected(conversation)));
                Players.inAGame(neighbour);
            });
            try (Peer fresh = connect()) {
                Players.plays(fresh);
            }
        }
    }

    private List<String> replies(List<String> pieces) {
        try (Peer peer = connect()) {
            CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> pieces.forEach(peer::send))
                    .thenRun(peer::halfClose)
                    .exceptionally(gone -> null); // a server that has said its last word does not wait for long
            List<String> replies = peer.lines();
            sent.join();
            return replies;
        }
    }
}
