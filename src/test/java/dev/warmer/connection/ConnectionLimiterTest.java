package dev.warmer.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.protocol.ErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConnectionLimiterTest {
    private final ConnectionLimiter limiter = new ConnectionLimiter();

    private Admission admit(int maxConnections) {
        return limiter.admit(
                "192.0.2.1",
                new Limits(
                        64,
                        maxConnections,
                        0,
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ZERO));
    }

    @Test
    void atMostAThousandRefusedConnectionsMayLinger() {
        List<Admission> refused = Stream.generate(() -> admit(0)).limit(1_001).toList();
        assertThat(refused)
                .allSatisfy(each -> assertThat(each.refusal())
                        .hasValueSatisfying(
                                refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.TOO_MANY_CONNECTIONS)));
        assertThat(refused.subList(0, 1_000)).allMatch(Admission::mayLinger);
        assertThat(refused.get(1_000).mayLinger()).isFalse();
        refused.forEach(Admission::release);
        assertThat(admit(0).mayLinger()).isTrue();
        assertThat(limiter.open()).isZero();
    }

    @Test
    void secondReleaseHasNoEffect() {
        Admission first = admit(2);
        admit(2);
        first.release();
        first.release();
        assertThat(limiter.open()).isOne();
        assertThat(admit(2).refusal()).isEmpty();
        assertThat(admit(2).refusal()).isPresent();
    }
}
