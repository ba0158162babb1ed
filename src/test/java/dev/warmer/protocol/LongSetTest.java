package dev.warmer.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LongSetTest {
    private final ReplyValidator.LongSet set = new ReplyValidator.LongSet();

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE})
    void valueIsAddedOnce(long value) {
        assertThat(set.add(value)).isTrue();
        assertThat(set.add(value)).isFalse();
    }

    @Test
    void behavesLikeAHashSet() {
        SplittableRandom random = new SplittableRandom(7);
        Set<Long> model = new HashSet<>();
        for (int i = 0; i < 200_000; i++) {
            long value = random.nextLong(-60_000, 60_000) << (random.nextInt(3) * 20);
            assertThat(set.add(value)).as("%d", value).isEqualTo(model.add(value));
        }
        assertThat(model).hasSizeGreaterThan(100_000).contains(0L);
    }

    @Test
    void collidingValuesAreDistinguished() {
        long[] far = LongStream.range(1, 64).map(i -> i << 58).toArray();
        for (long value : far) {
            assertThat(set.add(value)).isTrue();
        }
        for (long value : far) {
            assertThat(set.add(value)).isFalse();
        }
    }
}
