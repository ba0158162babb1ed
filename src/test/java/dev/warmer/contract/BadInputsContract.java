package dev.warmer.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.testing.Peer;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** Every input of {@code bad-inputs.txt} is answered with its error. */
public interface BadInputsContract extends ServerUnderTest {
    @Test
    default void badInputIsAnsweredWithItsError() {
        List<BadInput> inputs = BadInput.all();
        assertThat(inputs)
                .extracting(BadInput::source)
                .hasSizeGreaterThanOrEqualTo(150)
                .doesNotHaveDuplicates();
        SoftAssertions softly = new SoftAssertions();
        try (Peer other = connect().startGame()) {
            List<Peer> peers =
                    inputs.stream().map(input -> connect().send(input.text())).toList();
            for (int i = 0; i < inputs.size(); i++) {
                check(softly, inputs.get(i), peers.get(i));
            }
            other.playGame();
        }
        softly.assertAll();
    }

    private static void check(SoftAssertions softly, BadInput input, Peer peer) {
        try (peer) {
            softly.assertThat(String.join("\n", peer.lines()))
                    .as(input.source())
                    .matches("(-?\\d{1,19}\n)*ERROR " + input.code() + " [ -~]{1,1000}");
        }
    }
}
