package dev.warmer.connection;

import static dev.warmer.connection.MemoryDriver.IDLE;
import static dev.warmer.connection.MemoryDriver.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.connection.ServerConnection.Action;
import dev.warmer.game.Outcome;
import dev.warmer.game.Range;
import dev.warmer.game.Strategy;
import dev.warmer.protocol.ErrorCode;
import dev.warmer.protocol.ProtocolException;
import dev.warmer.protocol.ReplyBuffer;
import dev.warmer.protocol.Session;
import dev.warmer.protocol.SessionListener;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The life of a connection, on a clock that the test moves. */
class ServerConnectionTest {
    private static final Duration LINGER = Duration.ofSeconds(2);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final ServerState server = MemoryDriver.server();
    private final MemoryDriver driver = new MemoryDriver(server);

    @Test
    void repliesToTheLinesOfARead() {
        driver.receive("PARAMS 7 7\nNUMBER\nREPORT Correct\nNUM").receive("BER\n");
        assertThat(driver.sent()).isEqualTo("7\n7\n");
        assertThat(driver.action()).isEqualTo(Action.CONTINUE);
    }

    @Test
    void linesAreReportedBeforeTheirRepliesAreWritten() {
        driver.receive("PARAMS 7 7\nNUMBER\n");
        assertThat(driver.events).endsWith("received PARAMS 7 7", "received NUMBER", "lines received", "replied");
    }

    @Test
    void emptyLineEndsTheSession() {
        driver.receive("PARAMS 7 7\nNUMBER\n\nNUMBER\n");
        assertThat(driver.sent()).isEqualTo("7\n");
        assertThat(driver.action()).isEqualTo(Action.LINGERING_CLOSE);
    }

    @Test
    void violationIsAnsweredAfterTheRepliesDue() {
        driver.receive("PARAMS 7 7\nNUMBER\nHELLO\nNUMBER\n");
        assertThat(driver.sent())
                .startsWith("7\nERROR UNKNOWN_COMMAND ")
                .endsWith("\n")
                .hasLineCount(2);
        assertThat(driver.action()).isEqualTo(Action.LINGERING_CLOSE);
    }

    @Test
    void lineTooLongEndsTheSession() {
        driver.receive("PARAMS 7 7\nNUMBER\n" + "A".repeat(70));
        assertThat(driver.sent()).startsWith("7\nERROR LINE_TOO_LONG ");
        assertThat(driver.events).contains("violated LINE_TOO_LONG");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0015", "\u0016"})
    void tlsOnAPlaintextPortIsRecognizedByItsFirstByte(String first) {
        driver.receive(first + "\u0003");
        assertThat(driver.sent()).startsWith("ERROR BAD_ENCODING TLS ");
        assertThat(driver.events).doesNotContain("replied");
    }

    @Test
    void endOfInputClosesOnceTheRepliesAreSent() {
        driver.receive("PARAMS 7 7\nNUMBER\nNUM").connection.inputEnded();
        assertThat(driver.sent()).isEqualTo("7\n");
        assertThat(driver.action()).isEqualTo(Action.CLOSE);
        assertThat(driver.close()).isEqualTo("closing peer");
    }

    @Test
    void endOfInputEndsALingeringClose() {
        driver.receive("\n").connection.inputEnded();
        assertThat(driver.action()).isEqualTo(Action.CLOSE);
    }

    @Test
    void socketThatClosesWithoutEndOfInputWasReset() {
        assertThat(driver.close()).isEqualTo("closing reset");
        assertThat(driver.events).endsWith("closed");
    }

    @Test
    void closedIsReportedOnce() {
        driver.close();
        driver.close();
        assertThat(driver.events).containsOnlyOnce("closed");
    }

    /** A round of checks may still reach a connection that has just been closed. */
    @Test
    void nothingHappensAfterTheClose() {
        ConnectionLimiter limiter = new ConnectionLimiter();
        MemoryDriver closed = new MemoryDriver(new ServerState(limiter, MemoryDriver.LIMITS));
        closed.close();
        closed.connection.unsent(7, closed.now());
        closed.pass(IDLE);
        assertThat(limiter.unsentBytes()).isZero();
        assertThat(closed.events).endsWith("closed", "lines received").doesNotContain("violated IDLE_TIMEOUT");
    }

    @Test
    void ioFailureClosesWithoutAReply() {
        driver.receive("PARAMS 7 7\n").connection.failed(new IOException("broken pipe"));
        assertThat(driver.connection.hasReplies()).isFalse();
        assertThat(driver.action()).isEqualTo(Action.CLOSE);
        assertThat(driver.close()).isEqualTo("closing reset");
    }

    @Test
    void failureOfTheServerIsAnsweredWithInternal() {
        driver.connection.failed(new IllegalStateException("bug"));
        driver.pass(Duration.ZERO);
        assertThat(driver.sent()).startsWith("ERROR INTERNAL ");
        assertThat(driver.events).contains("failed bug");
        assertThat(driver.action()).isEqualTo(Action.LINGERING_CLOSE);
    }

    @Test
    void repliesDueBeforeAnErrorInALineAreSent() {
        Function<Range, Strategy> failing = range -> new Strategy() {
            private long next = range.lower();

            @Override
            public long next() {
                if (next == range.upper()) {
                    throw new OutOfMemoryError("simulated");
                }
                return next++;
            }

            @Override
            public void learn(Outcome outcome) {}
        };
        MemoryDriver failingDriver = new MemoryDriver(server, "192.0.2.1", failing, new ReplyBuffer());
        failingDriver.receive("PARAMS 1 3\nNUMBER\nNUMBER\nNUMBER\nNUMBER\n");
        assertThat(failingDriver.sent()).startsWith("1\n2\nERROR INTERNAL ").hasLineCount(3);
        assertThat(failingDriver.events).contains("failed simulated");
    }

    @Test
    void idleTimeoutClosesConnection() {
        driver.receive("PARAMS 7 7\nNUMBER\n").passAlmost(IDLE);
        assertThat(driver.action()).isEqualTo(Action.CONTINUE);
        driver.sent();
        driver.pass(Duration.ofNanos(1));
        assertThat(driver.sent()).startsWith("ERROR IDLE_TIMEOUT ").contains(" 60000 ms");
        assertThat(driver.action()).isEqualTo(Action.LINGERING_CLOSE);
    }

    @Test
    void onlyACompleteLineRestartsTheIdleTime() {
        driver.pass(IDLE.minus(SECOND)).receive("NUM").pass(SECOND);
        assertThat(driver.sent()).startsWith("ERROR IDLE_TIMEOUT ");
        MemoryDriver other = new MemoryDriver(server);
        other.pass(IDLE.minus(SECOND)).receive("PARAMS 1 2\n").pass(SECOND);
        assertThat(other.sent()).isEmpty();
    }

    @Test
    void idleTimeDoesNotRunWhileRepliesAreUnsent() {
        driver.block();
        driver.receive("PARAMS 7 7\nNUMBER\nREPORT Correct\nNUMBER\nNUMBER\n");
        for (int i = 0; i < 4; i++) {
            driver.pass(WRITE.minus(SECOND));
            driver.take(1);
        }
        assertThat(driver.action()).isEqualTo(Action.CONTINUE);
        driver.takeAll();
        driver.passAlmost(IDLE);
        assertThat(driver.action()).as("it starts when the last reply is taken").isEqualTo(Action.CONTINUE);
        driver.pass(Duration.ofNanos(1));
        assertThat(driver.action()).isEqualTo(Action.LINGERING_CLOSE);
    }

    @Test
    void writeTimeoutResetsConnectionThatTakesNothing() {
        driver.block();
        driver.receive("PARAMS 7 7\nNUMBER\n").passAlmost(WRITE);
        assertThat(driver.action()).isEqualTo(Action.CONTINUE);
        driver.pass(Duration.ofNanos(1));
        assertThat(driver.action()).isEqualTo(Action.RESET);
        assertThat(driver.close()).isEqualTo("closing write_timeout");
    }

    @Test
    void slowReaderIsNotStalled() {
        driver.block();
        driver.receive("PARAMS 7 7\nNUMBER\nREPORT Correct\nNUMBER\nNUMBER\nNUMBER\n");
        for (int i = 0; i < 6; i++) {
            driver.pass(WRITE.minus(SECOND));
            driver.take(1);
        }
        assertThat(driver.action()).isEqualTo(Action.CONTINUE);
    }

    @Test
    void repliesWrittenMeanwhileAreNoProgress() {
        driver.block();
        driver.receive("PARAMS 7 7\nNUMBER\nREPORT Correct\n").pass(WRITE.minus(SECOND));
        driver.receive("NUMBER\n").pass(SECOND);
        assertThat(driver.action()).isEqualTo(Action.RESET);
    }

    @Test
    void writeThatBlocksIsBoundByTheWriteTimeout() {
        driver.connection.writing(driver.now());
        driver.pass(WRITE);
        assertThat(driver.action()).isEqualTo(Action.RESET);
    }

    @Test
    void writeTimeoutHoldsDuringALingeringClose() {
        driver.block();
        driver.receive("PARAMS 7 7\nNUMBER\n\n").pass(WRITE);
        assertThat(driver.action()).isEqualTo(Action.RESET);
    }

    @Test
    void lingeringCloseEndsAfterItsTime() {
        driver.receive("\n").pass(IDLE);
        assertThat(driver.action()).as("our side is not closed yet").isEqualTo(Action.LINGERING_CLOSE);
        driver.outputClosed();
        driver.passAlmost(LINGER);
        assertThat(driver.action()).isEqualTo(Action.LINGERING_CLOSE);
        driver.pass(Duration.ofNanos(1));
        assertThat(driver.action()).isEqualTo(Action.CLOSE);
    }

    @Test
    void lingeringCloseDiscardsABoundedNumberOfBytes() {
        driver.receive("\n").connection.discarded(1 << 20);
        assertThat(driver.action()).isEqualTo(Action.LINGERING_CLOSE);
        driver.connection.discarded(1);
        assertThat(driver.action()).isEqualTo(Action.CLOSE);
    }

    @Test
    void lingeringCloseHasADeadlineOnceOurSideIsClosed() {
        driver.pass(SECOND);
        driver.receive("\n").outputClosed();
        assertThat(driver.connection.lingeringDeadline() - driver.now()).isEqualTo(LINGER.toNanos());
    }

    @Test
    void idleTimeBeginsWithTheLastCompleteLine() {
        long start = driver.now();
        assertThat(driver.connection.idleSince()).isEqualTo(start);
        driver.pass(SECOND);
        driver.receive("PARAMS 7 7\n");
        driver.pass(SECOND);
        driver.receive("NUM");
        assertThat(driver.connection.idleSince() - start).isEqualTo(SECOND.toNanos());
    }

    @Test
    void changedLimitsHoldAtOnce() {
        driver.receive("PARAMS 7 7\n");
        Limits limits = MemoryDriver.LIMITS;
        server.setLimits(new Limits(
                64,
                3,
                2,
                limits.handshakeTimeout(),
                SECOND,
                limits.writeTimeout(),
                limits.drainDelay(),
                limits.drainTimeout()));
        driver.pass(SECOND);
        assertThat(driver.sent()).startsWith("ERROR IDLE_TIMEOUT ");
    }

    @Test
    void drainClosesConnectionWithoutAGameSilently() {
        server.drain();
        driver.pass(Duration.ZERO);
        assertThat(driver.sent()).isEmpty();
        assertThat(driver.action()).isEqualTo(Action.LINGERING_CLOSE);
        assertThat(driver.close()).isEqualTo("closing drained");
    }

    @ParameterizedTest
    @ValueSource(strings = {"REPORT Correct\nNUMBER\n", "PARAMS 0 -1\nPARAMS 1 5\nNUMBER\n", "PARAMS 1 5\nNUMBER\n"})
    void drainLetsTheGameInProgressEndAndNoOtherBegin(String end) {
        driver.receive("PARAMS 7 7\nNUMBER\n");
        server.drain();
        driver.pass(SECOND);
        assertThat(driver.action()).isEqualTo(Action.CONTINUE);
        driver.sent();
        driver.receive(end);
        assertThat(driver.sent()).isEmpty();
        assertThat(driver.action()).isEqualTo(Action.LINGERING_CLOSE);
        assertThat(driver.close()).isEqualTo("closing drained");
    }

    @Test
    void drainHoldsForEveryConnectionAtOnce() {
        driver.receive("PARAMS 7 7\nNUMBER\n").sent();
        server.drain();
        driver.receive("REPORT Unsure\nPARAMS 1 5\nNUMBER\n");
        assertThat(driver.sent()).isEmpty();
        assertThat(driver.action()).isEqualTo(Action.LINGERING_CLOSE);
    }

    @Test
    void repliesDueAreSentWhenTheGameEndsWhileDraining() {
        driver.receive("PARAMS 1 3\nNUMBER\n").sent();
        server.drain();
        driver.receive("NUMBER\nNUMBER\nREPORT Correct\nNUMBER\n");
        assertThat(driver.sent()).matches("[123]\n[123]\n");
        assertThat(driver.close()).isEqualTo("closing drained");
    }

    @Test
    void violationWhileDrainingIsAnswered() {
        driver.receive("PARAMS 7 7\nNUMBER\n").sent();
        server.drain();
        driver.pass(SECOND).receive("REPORT Maybe\n");
        assertThat(driver.sent()).startsWith("ERROR BAD_OUTCOME ");
        assertThat(driver.action()).isEqualTo(Action.LINGERING_CLOSE);
    }

    @Test
    void shutdownEndsTheGameWithAnError() {
        driver.receive("PARAMS 7 7\n");
        server.drain();
        server.shutDown();
        driver.pass(Duration.ZERO);
        assertThat(driver.sent()).startsWith("ERROR SHUTTING_DOWN ");
        assertThat(driver.events).contains("violated SHUTTING_DOWN");
    }

    @Test
    void connectionOverTheLimitIsRefused() {
        new MemoryDriver(server, "192.0.2.2", range -> null, new ReplyBuffer());
        new MemoryDriver(server, "192.0.2.3", range -> null, new ReplyBuffer());
        MemoryDriver refused = new MemoryDriver(server, "192.0.2.4", range -> null, new ReplyBuffer());
        assertThat(refused.sent()).startsWith("ERROR TOO_MANY_CONNECTIONS connection limit reached (3)");
        assertThat(refused.action()).isEqualTo(Action.LINGERING_CLOSE);
        refused.close();
        driver.close();
        assertThat(new MemoryDriver(server).action()).as("a place is free").isEqualTo(Action.CONTINUE);
    }

    @Test
    void connectionOverTheLimitOfItsAddressIsRefused() {
        new MemoryDriver(server);
        MemoryDriver refused = new MemoryDriver(server);
        assertThat(refused.sent())
                .startsWith("ERROR TOO_MANY_CONNECTIONS connection limit for your address reached (2)");
        MemoryDriver other = new MemoryDriver(server, "192.0.2.2", range -> null, new ReplyBuffer());
        assertThat(other.action()).isEqualTo(Action.CONTINUE);
    }

    @Test
    void unsentRepliesOfAllConnectionsAreLimited() {
        ConnectionLimiter limiter = new ConnectionLimiter(3);
        ServerState small = new ServerState(limiter, MemoryDriver.LIMITS);
        MemoryDriver first = new MemoryDriver(small);
        MemoryDriver second = new MemoryDriver(small);
        first.block();
        second.block();
        first.receive("PARAMS 7 7\nNUMBER\n");
        second.receive("PARAMS 7 7\nNUMBER\n");
        assertThat(first.action()).isEqualTo(Action.CONTINUE);
        assertThat(second.action()).isEqualTo(Action.RESET);
        assertThat(second.close()).isEqualTo("closing unsent_limit");
        assertThat(limiter.unsentBytes()).isEqualTo(2);
        first.takeAll();
        assertThat(limiter.unsentBytes()).isZero();
    }

    @Test
    void leftoversInASharedBufferReachNoOtherPeer() {
        ReplyBuffer shared = new ReplyBuffer();
        MemoryDriver sharing = new MemoryDriver(server, "192.0.2.2", range -> null, shared);
        leaveReply(shared);
        assertThat(sharing.receive("\n").sent()).isEmpty();
        MemoryDriver idle = new MemoryDriver(server, "192.0.2.3", range -> null, shared);
        leaveReply(shared);
        assertThat(idle.pass(IDLE).sent()).startsWith("ERROR IDLE_TIMEOUT ");
    }

    private static void leaveReply(ReplyBuffer buffer) {
        new Session(range -> null, 64, SessionListener.NONE)
                .abort(new ProtocolException(ErrorCode.INTERNAL, "of another connection"), buffer);
    }

    @Test
    void failedHandshakeIsLingeredWithoutAReply() {
        driver.connection.handshakeFailed("why");
        assertThat(driver.action()).isEqualTo(Action.LINGERING_CLOSE);
        assertThat(driver.close()).isEqualTo("closing handshake");
        assertThat(driver.sent()).isEmpty();
    }
}
