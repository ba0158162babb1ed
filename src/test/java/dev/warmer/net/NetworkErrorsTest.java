package dev.warmer.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ConnectTimeoutException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkErrorsTest {
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
    void messageIsTheSameForEveryTransport(String message) {
        assertThat(NetworkErrors.messageOf(new IOException(message))).isEqualTo("Connection refused");
    }

    static List<Exception> timeouts() {
        return List.of(
                new SocketTimeoutException(),
                new SocketTimeoutException("Connect timed out"),
                new ConnectException("finishConnect(..) failed with error(-110): Connection timed out"),
                new ConnectTimeoutException("connection timed out after 150 ms: /127.0.0.1:1234"),
                new ConnectTimeoutException("connection timed out: /127.0.0.1:1234"));
    }

    @ParameterizedTest
    @MethodSource("timeouts")
    void messageOfATimeoutIsNoAnswer(Exception timeout) {
        assertThat(NetworkErrors.messageOf(timeout)).isEqualTo("no answer");
    }

    @Test
    void messageOfAnUnknownHost() {
        assertThat(NetworkErrors.messageOf(new UnknownHostException("nowhere"))).isEqualTo("unknown host");
    }
}
