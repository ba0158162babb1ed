package dev.warmer.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.warmer.net.ConnectFailedException;
import io.netty.channel.ConnectTimeoutException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConnectFailureTest {
    static List<Arguments> causes() {
        return List.of(
                arguments(new ConnectException("Connection refused"), ConnectFailure.CONNECT_REFUSED),
                arguments(new ConnectTimeoutException("timed out"), ConnectFailure.CONNECT_TIMEOUT),
                arguments(new UnknownHostException("nowhere"), ConnectFailure.UNKNOWN_HOST),
                arguments(new SSLHandshakeException("no"), ConnectFailure.TLS_HANDSHAKE),
                arguments(new SocketException("Too many open files"), ConnectFailure.CONNECT_FAILED));
    }

    @ParameterizedTest
    @MethodSource("causes")
    void isToldByWhatTheLastAttemptFailedWith(IOException cause, ConnectFailure kind) {
        assertThat(ConnectFailure.of(new ConnectFailedException("host", 1, 10, cause)))
                .isEqualTo(kind);
    }
}
