package dev.warmer.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.protocol.ErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConnectionLimiterTest {
    private final ConnectionLimiter limiter = new ConnectionLimiter();

    private static Limits limits(int maxConnections, int maxConnectionsPerAddress) {
        return new Limits(
                64,
                maxConnections,
                maxConnectionsPerAddress,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO);
    }

    private Admission admit(int maxConnections) {
        return limiter.admit("192.0.2.1", limits(maxConnections, 0));
    }

    @Test
    void connectionCountsBeforeItsAddressIsKnownAndOnceAfterwards() {
        Limits two = limits(2, 1);
        Admission first = limiter.admit(two);
        Admission second = limiter.admit(two);
        Admission third = limiter.admit(two);
        assertThat(third.refusal()).isPresent();
        assertThat(limiter.identify(third, "192.0.2.3", two)).isSameAs(third);
        Admission identified = limiter.identify(first, "192.0.2.1", two);
        assertThat(identified.refusal()).isEmpty();
        assertThat(limiter.open()).isEqualTo(2);
        Admission same = limiter.identify(second, "192.0.2.1", two);
        assertThat(same.refusal())
                .hasValueSatisfying(
                        refusal -> assertThat(refusal).hasMessageStartingWith("connection limit for your address"));
        assertThat(limiter.open()).isOne();
        second.release();
        same.release();
        assertThat(limiter.open()).isOne();
        first.release();
        identified.release();
        assertThat(limiter.open()).isZero();
        assertThat(limiter.admit("192.0.2.1", two).refusal()).isEmpty();
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
