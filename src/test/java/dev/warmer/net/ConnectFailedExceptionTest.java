package dev.warmer.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.warmer.net.ConnectFailedException.Kind;
import io.netty.channel.ConnectTimeoutException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectFailedExceptionTest {
    static List<Arguments> causes() {
        return List.of(
                arguments(new ConnectException("Connection refused"), Kind.CONNECT_REFUSED),
                arguments(new ConnectTimeoutException("connection timed out after 1 ms: /h:1"), Kind.CONNECT_TIMEOUT),
                arguments(new ConnectException("Connection timed out"), Kind.CONNECT_TIMEOUT),
                arguments(new SocketTimeoutException("Connect timed out"), Kind.CONNECT_TIMEOUT),
                arguments(new UnknownHostException("nowhere"), Kind.UNKNOWN_HOST),
                arguments(new SSLHandshakeException("no"), Kind.TLS_HANDSHAKE),
                arguments(new SocketException("Too many open files"), Kind.CONNECT_FAILED));
    }

    @ParameterizedTest
    @MethodSource("causes")
    void kindIsThatOfTheCause(IOException cause, Kind kind) {
        assertThat(new ConnectFailedException("host:1", cause).kind()).isEqualTo(kind);
    }

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
        assertThat(ConnectFailedException.messageOf(new IOException(message))).isEqualTo("Connection refused");
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
        assertThat(ConnectFailedException.messageOf(timeout)).isEqualTo("no answer");
    }

    @Test
    void messageOfAnUnknownHost() {
        assertThat(ConnectFailedException.messageOf(new UnknownHostException("nowhere")))
                .isEqualTo("unknown host");
    }
}
