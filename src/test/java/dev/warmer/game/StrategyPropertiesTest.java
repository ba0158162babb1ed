package dev.warmer.game;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;

/** What every strategy keeps to, in any range and whatever is reported; a hint that is empty is one that is not given. */
class StrategyPropertiesTest {
    private static final int MOST_GUESSES = 200;

    @Property(tries = 400, seed = "1")
    void reachesEveryNumberOnce(
            @ForAll StrategyName name,
            @ForAll("seeds") long seed,
            @ForAll("shortRanges") Range range,
            @ForAll("hints") List<Optional<Outcome>> hints) {
        int count = (int) range.span() + 1;
        assertThat(guesses(strategy(name, range, seed), count, hints))
                .hasSize(count)
                .allMatch(range::contains);
    }

    @Property(tries = 400, seed = "1")
    void staysInAnyRangeAndNeverRepeats(
            @ForAll StrategyName name,
            @ForAll("seeds") long seed,
            @ForAll("ranges") Range range,
            @ForAll("hints") List<Optional<Outcome>> hints) {
        int count = (int) Math.min(range.span() & Long.MAX_VALUE, MOST_GUESSES - 1) + 1;
        assertThat(guesses(strategy(name, range, seed), count, hints))
                .hasSize(count)
                .allMatch(range::contains);
    }

    @Property(tries = 1000, seed = "1")
    void bisectHitsWithinItsBoundIfTheHintsAreTrue(@ForAll("games") Tuple2<Range, Long> game) {
        int bound = Play.bound(game.get1());
        assertThat(Play.guesses(game.get1(), game.get2(), bound)).isLessThanOrEqualTo(bound);
    }

    private static Strategy strategy(StrategyName name, Range range, long seed) {
        return name.factory(new SplittableRandom(seed)).apply(range);
    }

    /** {@return the different numbers among {@code count} guesses; the hints are given again and again} */
    private static Set<Long> guesses(Strategy strategy, int count, List<Optional<Outcome>> hints) {
        Set<Long> guesses = new HashSet<>();
        for (int turn = 0; turn < count; turn++) {
            guesses.add(strategy.next());
            hints.get(turn % hints.size()).ifPresent(strategy::learn);
        }
        return guesses;
    }

    @Provide
    Arbitrary<List<Optional<Outcome>>> hints() {
        return Arbitraries.of(Outcome.WARMER, Outcome.COLDER, Outcome.UNSURE, Outcome.SAME)
                .optional()
                .list()
                .ofMinSize(1)
                .ofMaxSize(50)
                .withoutEdgeCases();
    }

    @Provide
    Arbitrary<Long> seeds() {
        return Arbitraries.longs().withoutEdgeCases();
    }

    /** Of up to 1500 numbers: {@link RandomStrategy} remembers up to 1024. */
    @Provide
    Arbitrary<Range> shortRanges() {
        return Arbitraries.integers()
                .between(0, 1499)
                .flatMap(span -> Arbitraries.longs()
                        .between(Long.MIN_VALUE, Long.MAX_VALUE - span)
                        .map(lower -> new Range(lower, lower + span)));
    }

    @Provide
    Arbitrary<Range> ranges() {
        return Combinators.combine(Arbitraries.longs(), Arbitraries.longs())
                .as((one, other) -> new Range(Math.min(one, other), Math.max(one, other)));
    }

    /** A range and a secret in it. */
    @Provide
    Arbitrary<Tuple2<Range, Long>> games() {
        return Arbitraries.oneOf(shortRanges(), ranges())
                .flatMap(range -> Arbitraries.longs()
                        .between(range.lower(), range.upper())
                        .map(secret -> Tuple.of(range, secret)));
    }
}
