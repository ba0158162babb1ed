package dev.warmer.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.game.Outcome;
import dev.warmer.game.Range;
import dev.warmer.game.StrategyName;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A whole game on the wire, with any strategy in any range, whatever is reported, as long as it is not Correct. */
class SessionPropertiesTest {
    @Property(tries = 40, seed = "1")
    void guessesEveryNumberOnceAndThenRangeIsExhausted(
            @ForAll StrategyName name,
            @ForAll("seeds") long seed,
            @ForAll("ranges") Range range,
            @ForAll("reports") List<List<Outcome>> reports) {
        TestSession talk = new TestSession(name.factory(new SplittableRandom(seed)), SessionListener.NONE);
        talk.send(new Command.Params(range.lower(), range.upper()).toString()).expects();
        Set<Long> guesses = new HashSet<>();
        int count = (int) range.span() + 1;
        for (int turn = 0; turn < count; turn++) {
            guesses.add(Long.parseLong(talk.send("NUMBER").answer().strip()));
            reports.get(turn % reports.size())
                    .forEach(outcome -> talk.send("REPORT " + outcome).expects());
        }
        assertThat(guesses).hasSize(count).allMatch(range::contains);
        talk.send("NUMBER").fails(ErrorCode.RANGE_EXHAUSTED);
    }

    /** {@return what is reported on each guess, again and again: nothing, one outcome, or one and then another} */
    @Provide
    Arbitrary<List<List<Outcome>>> reports() {
        return Arbitraries.of(Outcome.WARMER, Outcome.COLDER, Outcome.UNSURE, Outcome.SAME)
                .list()
                .ofMaxSize(2)
                .list()
                .ofMinSize(1)
                .ofMaxSize(30)
                .withoutEdgeCases();
    }

    @Provide
    Arbitrary<Long> seeds() {
        return Arbitraries.longs().withoutEdgeCases();
    }

    @Provide
    Arbitrary<Range> ranges() {
        return Arbitraries.integers()
                .between(0, 1199)
                .flatMap(span -> Arbitraries.longs()
                        .between(Long.MIN_VALUE, Long.MAX_VALUE - span)
                        .map(lower -> new Range(lower, lower + span)));
    }
}
