package dev.warmer.game;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StrategyNameTest {
    @Test
    void namesAreThoseOfTheConfiguration() {
        assertThat(StrategyName.RANDOM).hasToString("random");
        assertThat(StrategyName.BISECT).hasToString("bisect");
    }

    @Test
    void eachNameStandsForItsStrategy() {
        Range range = new Range(1, 5);
        assertThat(StrategyName.RANDOM.factory(new SplittableRandom(1)).apply(range))
                .isInstanceOf(RandomStrategy.class);
        assertThat(StrategyName.BISECT.factory(new SplittableRandom(1)).apply(range))
                .isInstanceOf(BisectStrategy.class);
    }

    @ParameterizedTest
    @EnumSource
    void eachGameHasAStrategyOfItsOwn(StrategyName name) {
        Function<Range, Strategy> strategies = name.factory(new SplittableRandom(1));
        Strategy one = strategies.apply(new Range(7, 7));
        Strategy other = strategies.apply(new Range(9, 9));
        assertThat(one.next()).isEqualTo(7);
        assertThat(other.next()).isEqualTo(9);
        assertThat(strategies.apply(new Range(7, 7)).next()).isEqualTo(7);
    }
}
