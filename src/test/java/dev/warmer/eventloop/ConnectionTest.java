package dev.warmer.eventloop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.connection.Limits;
import dev.warmer.contract.Eventually;
import dev.warmer.contract.Peer;
import dev.warmer.contract.ServerUnderTest;
import dev.warmer.game.Outcome;
import dev.warmer.game.Range;
import dev.warmer.game.Strategy;
import dev.warmer.game.StrategyName;
import dev.warmer.metrics.CommandType;
import dev.warmer.metrics.ConnectionMetrics;
import dev.warmer.metrics.ServerMetrics;
import dev.warmer.metrics.ServerTelemetry;
import dev.warmer.netty.DirectSocket;
import dev.warmer.netty.LoopBuffers;
import dev.warmer.protocol.ProtocolException;
import dev.warmer.protocol.ReplyBuffer;
import dev.warmer.protocol.Session;
import dev.warmer.protocol.SessionListener;
import dev.warmer.protocol.Transcript;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A connection whose clock is the test's. */
@ExtendWith(VertxExtension.class)
class ConnectionTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Limits LIMITS = new Limits(1024, 1, 0, HOUR, HOUR, HOUR, HOUR);
    private static final int QUESTIONS = 100;

    private final Vertx vertx;
    private final ServerMetrics tally;
    private final ReplyBuffer replies = new ReplyBuffer();
    private final Promise<DirectSocket> accepted = Promise.promise();
    private final long askedBefore;
    private Function<Range, Strategy> strategies = StrategyName.RANDOM.factory(new SplittableRandom(1));
    private Context context;
    private Connection connection;

    ConnectionTest(Vertx vertx) {
        this.vertx = vertx;
        tally = ServerMetrics.of(vertx);
        askedBefore = tally.lines().of(CommandType.NUMBER); // by other tests
    }

    private Peer connect() {
        NetServerOptions options = new NetServerOptions().setSendBufferSize(Limits.SEND_BUFFER_BYTES);
        NetServer server = vertx.createNetServer(options).connectHandler(this::connected);
        ServerUnderTest.await(server.listen(0, "127.0.0.1"));
        return Peer.connectWithLittleRoom(server.actualPort());
    }

    private void connected(NetSocket netSocket) {
        DirectSocket socket = DirectSocket.under(netSocket, new LoopBuffers());
        context = vertx.getOrCreateContext();
        ConnectionMetrics seen = new ServerTelemetry(vertx, new Transcript(line -> {}), false).opened("peer");
        Session session = new Session(strategies, 1024, seen);
        connection = new Connection(socket, session, replies, seen, 1024);
        socket.start(connection);
        accepted.complete(socket);
    }

    /** Asks on the event loop. */
    private <T> T there(Callable<T> question) {
        Promise<T> answer = Promise.promise();
        context.runOnContext(now -> {
            try {
                answer.complete(question.call());
            } catch (Exception e) {
                answer.fail(e);
            }
        });
        return ServerUnderTest.await(answer.future());
    }

    @Test
    void isNotIdleWhileItCouldNotTakeItsReplies() {
        try (Peer peer = connect()) {
            peer.send("PARAMS 7 7\nNUMBER\nREPORT Correct\n");
            DirectSocket socket = ServerUnderTest.await(accepted.future());
            int asked = 1 + askUntilFull(peer, socket);
            long taken = System.nanoTime();
            for (int i = 0; i < asked; i++) {
                peer.line();
            }
            Eventually.holds("all is taken", () -> there(socket::waiting) == 0 && there(socket::isWritable));
            there(() -> tick(taken + HOUR.toNanos() - 1));
            assertThat(peer.send("NUMBER\n").line()).isEqualTo("7");
        }
    }

    @Test
    void whatAFailedTurnLeftBehindIsNotForThePeerOfAnother() {
        leaveBehind();
        try (Peer peer = connect()) {
            assertThat(peer.send("PARAMS 7 7\nNUMBER\n").line()).isEqualTo("7");
            there(() -> {
                leaveBehind();
                connection.shutDown();
                return Future.succeededFuture();
            });
            assertThat(peer.line()).startsWith("ERROR SHUTTING_DOWN ");
        }
    }

    @Test
    void whatAnothersFailedTurnLeftBehindIsNotForThePeerOfOneThatFails() {
        try (Peer peer = connect()) {
            assertThat(peer.send("PARAMS 7 7\nNUMBER\n").line()).isEqualTo("7");
            there(() -> {
                leaveBehind();
                connection.failed(new IllegalStateException("as told"));
                return Future.succeededFuture();
            });
            assertThat(peer.line()).startsWith("ERROR INTERNAL ");
        }
    }

    @Test
    void anErrorWithoutALineIsNoAnswer() {
        long answers = tally.replies().count();
        try (Peer peer = connect()) {
            assertThat(peer.send("\u0016").line()).startsWith("ERROR BAD_ENCODING ");
            assertThat(peer.lines()).isEmpty();
        }
        assertThat(tally.replies().count()).isEqualTo(answers);
    }

    @Test
    void whatWasDueBeforeAFailureIsCountedAndSent() {
        strategies = range -> new Strategy() {
            private long next = range.lower();

            @Override
            public long next() {
                if (next == range.upper()) {
                    throw new AssertionError("as told");
                }
                return next++;
            }

            @Override
            public void learn(Outcome outcome) {
                // It counts, whatever it is told.
            }
        };
        try (Peer peer = connect()) {
            peer.send("PARAMS 1 3\nNUMBER\nNUMBER\nNUMBER\nNUMBER\n");
            assertThat(peer.line()).isEqualTo("1");
            assertThat(peer.line()).isEqualTo("2");
            assertThat(peer.line()).startsWith("ERROR INTERNAL ");
            assertThat(tally.lines().of(CommandType.NUMBER)).isEqualTo(askedBefore + 3);
        }
    }

    private void leaveBehind() {
        new Session(strategies, 1024, SessionListener.NONE).abort(ProtocolException.idle(1), replies);
    }

    /** Small bits, each read to its end before the next, so that nothing waits unread when the queue is full. */
    private int askUntilFull(Peer peer, DirectSocket socket) {
        int asked = 0;
        while (there(socket::isWritable)) {
            peer.send("NUMBER\n".repeat(QUESTIONS));
            asked += QUESTIONS;
            long expected = askedBefore + 1 + asked;
            Eventually.holds("all is read", () -> tally.lines().of(CommandType.NUMBER) == expected);
        }
        return asked;
    }

    private Future<Void> tick(long now) {
        connection.tick(now, LIMITS);
        return Future.succeededFuture();
    }
}
