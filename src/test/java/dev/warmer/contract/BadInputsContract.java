package dev.warmer.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** Every bad input is answered with its error, and a healthy player beside it hardly notices. */
public interface BadInputsContract extends ServerUnderTest {
    /** A second is what may be waited for; the rest is for a machine that has other things to do. */
    long LONGEST_WAIT_MS = 15 * 1_000;

    @Test
    default void eachIsAnsweredWithItsErrorAndNobodyWaitsForIt(TestReporter reporter) {
        List<BadInput> inputs = BadInput.all();
        assertThat(inputs)
                .extracting(BadInput::source)
                .hasSizeGreaterThanOrEqualTo(150)
                .doesNotHaveDuplicates();
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Long> longest = CompletableFuture.supplyAsync(() -> play(done));
        SoftAssertions softly = new SoftAssertions();
        inputs.forEach(input -> check(softly, input));
        done.set(true);
        long longestMs = longest.join() / 1_000_000;
        reporter.publishEntry("longest wait of the healthy player", longestMs + " ms");
        softly.assertThat(longestMs).as("longest wait").isLessThan(LONGEST_WAIT_MS);
        softly.assertAll();
    }

    /** Asks and asks until it is done. {@return the longest wait for a reply} */
    private long play(AtomicBoolean done) {
        long longest = 0;
        try (Peer healthy = connect()) {
            while (!done.get()) {
                long start = System.nanoTime();
                Players.inAGame(healthy);
                longest = Math.max(longest, System.nanoTime() - start);
            }
        }
        return longest;
    }

    private void check(SoftAssertions softly, BadInput input) {
        try (Peer peer = connect()) {
            List<String> lines = peer.send(input.text()).lines();
            softly.assertThat(lines).as(input.source()).isNotEmpty();
            softly.assertThat(String.join("\n", lines))
                    .as(input.source())
                    .matches("(-?\\d{1,19}\n)*ERROR " + input.code() + " [ -~]{1,1000}");
        }
    }
}
