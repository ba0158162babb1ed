package dev.warmer.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.contract.FuzzRun;
import org.junit.jupiter.api.Test;

/** Fuzzes a session without a server, which is faster. */
class SessionFuzzTest {
    @Test
    void anyBytesGiveValidReplies() {
        FuzzRun.run((fuzz, conversation) -> {
            FuzzRun.assertValid(FuzzRun.expected(conversation));
            assertThat(FuzzRun.expected("PARAMS 7 7\nNUMBER\n")).containsExactly("7");
        });
    }
}
