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
            inputs.forEach(input -> check(softly, input));
            other.playGame();
        }
        softly.assertAll();
    }

    private void check(SoftAssertions softly, BadInput input) {
        try (Peer peer = connect()) {
            softly.assertThat(String.join("\n", peer.send(input.text()).lines()))
                    .as(input.source())
                    .matches("(-?\\d{1,19}\n)*ERROR " + input.code() + " [ -~]{1,1000}");
        }
    }
}
