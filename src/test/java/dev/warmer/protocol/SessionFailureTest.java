package dev.warmer.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.game.Guess;
import dev.warmer.game.Outcome;
import dev.warmer.game.Range;
import dev.warmer.game.Strategy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Faults of our own: the client is told once that it is not to blame, the listener what went wrong. */
class SessionFailureTest {
    private final RuntimeException bug = new IllegalStateException("bug");

    private final List<Throwable> failures = new ArrayList<>();

    @Test
    void aStrategyThatCannotBeMade() {
        Talk talk = new Talk(
                range -> {
                    throw bug;
                },
                new Ear());
        talk.send("PARAMS 1 5", "NUMBER", "PARAMS 1 5").fails(ErrorCode.INTERNAL);
        assertThat(failures).containsExactly(bug);
    }

    @Test
    void aStrategyThatCannotGuess() {
        Talk talk = new Talk(range -> new Broken(bug, true), new Ear());
        talk.send("PARAMS 1 5").expects();
        talk.send("NUMBER", "NUMBER", "").fails(ErrorCode.INTERNAL);
        assertThat(failures).containsExactly(bug);
    }

    @Test
    void aStrategyThatCannotLearn() {
        Talk talk = new Talk(range -> new Broken(bug, false), new Ear());
        talk.send("PARAMS 1 5", "NUMBER", "REPORT Warmer").expects("3");
        talk.send("NUMBER", "NUMBER").fails(ErrorCode.INTERNAL);
        assertThat(failures).containsExactly(bug);
    }

    @Test
    void aListenerThatFailsOverAGame() {
        Talk talk = new Talk(range -> new Broken(bug, false), new Ear() {
            @Override
            public void started(Range range) {
                throw bug;
            }
        });
        talk.send("PARAMS 1 5", "NUMBER").fails(ErrorCode.INTERNAL);
        assertThat(failures).containsExactly(bug);
    }

    @Test
    void aListenerThatFailsOverAReport() {
        Talk talk = new Talk(range -> new Broken(bug, false), new Ear() {
            @Override
            public void reported(Guess guess) {
                throw bug;
            }
        });
        talk.send("PARAMS 1 5", "NUMBER").expects("3");
        talk.send("REPORT Warmer", "REPORT Warmer").fails(ErrorCode.INTERNAL);
        assertThat(failures).containsExactly(bug);
    }

    @Test
    void theClientIsToldNothingOfTheBug() {
        Talk talk = new Talk(range -> new Broken(bug, true), new Ear());
        assertThat(talk.send("PARAMS 1 5", "NUMBER").answer()).doesNotContain(bug.getMessage());
    }

    @Test
    void aListenerNeedNotCare() {
        Talk talk = new Talk(range -> new Broken(bug, true), SessionListener.NONE);
        talk.send("PARAMS 1 5", "NUMBER").fails(ErrorCode.INTERNAL);
        Talk other = new Talk(range -> new Broken(bug, false), SessionListener.NONE);
        other.send("PARAMS 1 5", "NUMBER", "REPORT Warmer").expects("3");
        other.send("HELLO").fails(ErrorCode.UNKNOWN_COMMAND);
    }

    private class Ear implements SessionListener {
        @Override
        public void failed(Throwable failure) {
            failures.add(failure);
        }
    }

    private record Broken(RuntimeException bug, boolean speechless) implements Strategy {
        @Override
        public long next() {
            if (speechless) {
                throw bug;
            }
            return 3;
        }

        @Override
        public void learn(Outcome outcome) {
            throw bug;
        }
    }
}
