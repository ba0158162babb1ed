package dev.warmer.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** Every bad input is answered with its error, and a connection beside it is served on. */
public interface BadInputsContract extends ServerUnderTest {
    @Test
    default void eachBadInputIsAnsweredWithItsErrorAndOthersAreServed() {
        List<BadInput> inputs = BadInput.all();
        assertThat(inputs)
                .extracting(BadInput::source)
                .hasSizeGreaterThanOrEqualTo(150)
                .doesNotHaveDuplicates();
        SoftAssertions softly = new SoftAssertions();
        try (Peer healthy = connect()) {
            for (BadInput input : inputs) {
                Players.inAGame(healthy);
                check(softly, input);
            }
            Players.plays(healthy);
        }
        softly.assertAll();
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
