package dev.warmer.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.game.Guess;
import dev.warmer.game.Outcome;
import dev.warmer.game.Range;
import dev.warmer.game.Strategy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Failures of our own: the client receives one ERROR INTERNAL, the listener the exception or error, once. */
class SessionFailureTest {
    private final RuntimeException bug = new IllegalStateException("bug");

    private final List<Throwable> failures = new ArrayList<>();

    @Test
    void strategyCannotBeCreated() {
        TestSession talk = new TestSession(
                range -> {
                    throw bug;
                },
                new FailureListener());
        talk.send("PARAMS 1 5", "NUMBER", "PARAMS 1 5").ends("ERROR INTERNAL internal server error");
        assertThat(failures).containsExactly(bug);
    }

    @ParameterizedTest
    @MethodSource("throwables")
    void strategyCannotGuess(Throwable thrown) {
        TestSession talk = new TestSession(range -> new FailingStrategy(thrown, true), new FailureListener());
        talk.send("PARAMS 1 5").expects();
        talk.send("NUMBER", "NUMBER", "").ends("ERROR INTERNAL internal server error");
        assertThat(failures).containsExactly(thrown);
    }

    @ParameterizedTest
    @MethodSource("throwables")
    void strategyCannotLearn(Throwable thrown) {
        TestSession talk = new TestSession(range -> new FailingStrategy(thrown, false), new FailureListener());
        talk.send("PARAMS 1 5", "NUMBER", "REPORT Warmer").expects("3");
        talk.send("NUMBER", "NUMBER").fails(ErrorCode.INTERNAL);
        assertThat(failures).containsExactly(thrown);
    }

    static List<Throwable> throwables() {
        return List.of(
                new IllegalStateException("bug"),
                new OutOfMemoryError("simulated"),
                new StackOverflowError("simulated"));
    }

    @Test
    void listenerFailsWhenAGameStarts() {
        TestSession talk = new TestSession(range -> new FailingStrategy(bug, false), new FailureListener() {
            @Override
            public void started(Range range) {
                throw bug;
            }
        });
        talk.send("PARAMS 1 5", "NUMBER").fails(ErrorCode.INTERNAL);
        assertThat(failures).containsExactly(bug);
    }

    @Test
    void listenerFailsWhenAnOutcomeIsReported() {
        TestSession talk = new TestSession(range -> new FailingStrategy(bug, false), new FailureListener() {
            @Override
            public void reported(Guess guess) {
                throw bug;
            }
        });
        talk.send("PARAMS 1 5", "NUMBER").expects("3");
        talk.send("REPORT Warmer", "REPORT Warmer").fails(ErrorCode.INTERNAL);
        assertThat(failures).containsExactly(bug);
    }

    @ParameterizedTest
    @MethodSource("endings")
    void listenerFailsWhenAGameIsAbandoned(String line) {
        TestSession talk = new TestSession(range -> new FailingStrategy(bug, false), new FailureListener() {
            @Override
            public void abandoned(long guesses) {
                throw bug;
            }
        });
        talk.send("PARAMS 1 5", "NUMBER").expects("3");
        talk.send(line).fails(ErrorCode.INTERNAL);
        assertThat(failures).containsExactly(bug);
    }

    static List<String> endings() {
        return List.of("", "CLEAR", "PARAMS 0 -1", "PARAMS 1 5", "HELLO");
    }

    @Test
    void ownerReportsAFailure() {
        List<Long> abandoned = new ArrayList<>();
        TestSession talk = new TestSession(range -> new FailingStrategy(bug, false), new FailureListener() {
            @Override
            public void abandoned(long guesses) {
                abandoned.add(guesses);
            }
        });
        talk.send("PARAMS 1 5", "NUMBER").expects("3");
        talk.fail(bug).ends("ERROR INTERNAL internal server error");
        assertThat(failures).containsExactly(bug);
        assertThat(abandoned).containsExactly(1L);
        talk.send("NUMBER").ends();
    }

    @Test
    void failureOfAnEndedSessionHasNoEffect() {
        TestSession talk = new TestSession(range -> new FailingStrategy(bug, false), new FailureListener());
        talk.send("").ends();
        talk.fail(bug).ends();
        talk.fail(new OutOfMemoryError("simulated")).ends();
        assertThat(failures).isEmpty();
    }

    @Test
    void clientDoesNotSeeTheMessageOfTheFailure() {
        TestSession talk = new TestSession(range -> new FailingStrategy(bug, true), new FailureListener());
        assertThat(talk.send("PARAMS 1 5", "NUMBER").answer()).doesNotContain(bug.getMessage());
    }

    @Test
    void listenerMayIgnoreFailures() {
        TestSession talk = new TestSession(range -> new FailingStrategy(bug, true), SessionListener.NONE);
        talk.send("PARAMS 1 5", "NUMBER").fails(ErrorCode.INTERNAL);
        TestSession other = new TestSession(range -> new FailingStrategy(bug, false), SessionListener.NONE);
        other.send("PARAMS 1 5", "NUMBER", "REPORT Warmer").expects("3");
        other.send("HELLO").fails(ErrorCode.UNKNOWN_COMMAND);
    }

    private class FailureListener implements SessionListener {
        @Override
        public void failed(Throwable failure) {
            failures.add(failure);
        }
    }

    /** Fails at each guess, or only at each report. */
    private record FailingStrategy(Throwable thrown, boolean cannotGuess) implements Strategy {
        @Override
        public long next() {
            if (cannotGuess) {
                fail();
            }
            return 3;
        }

        @Override
        public void learn(Outcome outcome) {
            fail();
        }

        private void fail() {
            if (thrown instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) thrown;
        }
    }
}
