package dev.warmer.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReasonTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Connection refused",
                "connect(..) failed with error(-111): Connection refused",
                "io_uring connect(..) failed with error(-111): Connection refused",
                "finishConnect(..) failed with error(-111): Connection refused",
                "Connection refused: /127.0.0.1:1234",
                "Connection refused: localhost/127.0.0.1:1234",
                "Connection refused: /[0:0:0:0:0:0:0:1]:1234",
                "finishConnect(..) failed with error(-111): Connection refused: /127.0.0.1:1234"
            })
    void isTheSameWhateverTheTransport(String message) {
        assertThat(Reason.of(new IOException(message))).isEqualTo("Connection refused");
    }

    @Test
    void isToldOfAHostThatThereIsNot() {
        assertThat(Reason.of(new UnknownHostException("nowhere"))).isEqualTo("the host is unknown");
    }
}
