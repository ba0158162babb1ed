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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

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
}
