package dev.warmer.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warmer.config.ClientConfig.Endpoint;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class ConnectAttemptsTest {
    private final ConnectException refused = new ConnectException("Connection refused");

    private long now = Long.MAX_VALUE - 1_000_000;

    private ConnectAttempts attempts(int connectTimeoutMs) {
        Duration timeout = Duration.ofMillis(connectTimeoutMs);
        return new ConnectAttempts(new Endpoint("host", 1, timeout, timeout, Optional.empty()), () -> now);
    }

    private void elapse(long ms) {
        now += Duration.ofMillis(ms).toNanos();
    }

    @Test
    void delayDoublesUpToASecond() throws ConnectFailedException {
        ConnectAttempts attempts = attempts(3_600_000);
        List<Long> delays = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            delays.add(attempts.delayAfter(refused));
        }
        assertThat(delays).containsExactly(20L, 40L, 80L, 160L, 320L, 640L, 1000L, 1000L);
    }

    @Test
    void attemptMayTakeTheRemainingTime() {
        ConnectAttempts attempts = attempts(150);
        assertThat(attempts.remainingMs()).isEqualTo(150);
        elapse(100);
        assertThat(attempts.remainingMs()).isEqualTo(50);
    }

    @Test
    void firstAttemptIsMadeWithAnyTimeout() {
        ConnectAttempts attempts = attempts(1);
        elapse(5);
        assertThat(attempts.remainingMs()).isEqualTo(1);
    }

    @Test
    void failsWhenTheNextAttemptWouldBeTooLate() throws ConnectFailedException {
        ConnectAttempts attempts = attempts(150);
        attempts.delayAfter(refused);
        elapse(111);
        assertThatThrownBy(() -> attempts.delayAfter(refused))
                .isInstanceOf(ConnectFailedException.class)
                .hasMessage("cannot connect to host:1 within 150 ms: Connection refused");
    }

    @Test
    void permanentFailureIsNotRetried() {
        assertThatThrownBy(() -> attempts(150).delayAfter(new SSLHandshakeException("Received fatal alert: bad")))
                .isInstanceOf(ConnectFailedException.class)
                .hasMessageStartingWith("cannot connect to host:1: the TLS handshake failed: ");
    }

    @Test
    void closeDuringTheHandshakeIsRetried() throws ConnectFailedException {
        Exception closed = new SSLHandshakeException("closed");
        closed.initCause(new java.nio.channels.ClosedChannelException());
        assertThat(attempts(150).delayAfter(closed)).isPositive();
    }
}
