package dev.warmer.connection;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.warmer.connection.ServerConnection.Action;
import dev.warmer.game.Range;
import dev.warmer.game.Strategy;
import dev.warmer.game.StrategyName;
import dev.warmer.protocol.Command;
import dev.warmer.protocol.ProtocolException;
import dev.warmer.protocol.ReplyBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

/** A driver without a socket, whose clock the test moves, and which records every event. */
final class MemoryDriver implements ConnectionListener, OpenConnections.ManagedConnection {
    static final Duration HANDSHAKE = Duration.ofSeconds(10);
    static final Duration IDLE = Duration.ofSeconds(60);
    static final Duration WRITE = Duration.ofSeconds(30);
    static final Limits LIMITS = new Limits(64, 3, 2, HANDSHAKE, IDLE, WRITE, Duration.ZERO, Duration.ofSeconds(10));
    private static final Function<Range, Strategy> RANDOM = StrategyName.RANDOM.factory(new SplittableRandom(1));

    final ServerConnection connection;
    final List<String> events = new ArrayList<>();
    private final LineFramer framer;
    private final StringBuilder sent = new StringBuilder();
    private boolean blocked;
    private long now = Long.MAX_VALUE - 5; // the clock may overflow
    private long unsent;

    MemoryDriver(ServerState server) {
        this(server, "192.0.2.1", RANDOM, new ReplyBuffer());
    }

    MemoryDriver(ServerState server, String address, Function<Range, Strategy> strategies, ReplyBuffer replies) {
        connection = server.open(server.admit(address), strategies, replies, this, now);
        framer = new LineFramer(connection, LIMITS.maxLineLength());
        reply();
    }

    static ServerState server() {
        return new ServerState(new ConnectionLimiter(), LIMITS);
    }

    /** The peer sends this, and it is read at once. */
    MemoryDriver receive(String text) {
        byte[] bytes = text.getBytes(US_ASCII);
        connection.readStarted(bytes[0], bytes.length, now);
        framer.read(bytes, bytes.length);
        reply();
        connection.readCompleted();
        return this;
    }

    /** What is written from here on waits for the peer. */
    void block() {
        blocked = true;
    }

    /** The peer takes so many bytes of what waits. */
    void take(long bytes) {
        unsent -= bytes;
        connection.unsent(unsent, now);
    }

    void takeAll() {
        blocked = false;
        take(unsent);
    }

    private void reply() {
        if (connection.hasReplies()) {
            ReplyBuffer replies = connection.replies();
            sent.append(replies);
            connection.written(replies.length(), now);
            unsent += blocked ? replies.length() : 0;
            replies.clear();
            connection.unsent(unsent, now);
        }
    }

    /** Time passes, and the timeouts are checked. */
    MemoryDriver pass(Duration time) {
        check(now + time.toNanos());
        return this;
    }

    MemoryDriver passAlmost(Duration time) {
        return pass(time.minusNanos(1));
    }

    @Override
    public void check(long time) {
        now = time;
        connection.checkTime(now);
        reply();
    }

    @Override
    public void reset() {
        connection.closed();
    }

    void outputClosed() {
        connection.outputClosed(now);
    }

    long now() {
        return now;
    }

    /** {@return what was sent since the last call} */
    String sent() {
        String text = sent.toString();
        sent.setLength(0);
        return text;
    }

    Action action() {
        return connection.action();
    }

    /** Closes the socket. {@return the reason that was recorded} */
    String close() {
        connection.closed();
        return events.stream()
                .filter(event -> event.startsWith("closing "))
                .findFirst()
                .orElse("closing peer");
    }

    @Override
    public void closing(CloseReason reason, String detail) {
        events.add("closing " + reason);
    }

    @Override
    public void violated(ProtocolException violation) {
        events.add("violated " + violation.code());
    }

    @Override
    public void failed(Throwable bug) {
        events.add("failed " + bug.getMessage());
    }

    @Override
    public void received(Command command) {
        events.add("received " + command);
    }

    @Override
    public void linesReceived() {
        events.add("lines received");
    }

    @Override
    public void repliesWritten(long nanoseconds) {
        events.add("replied");
    }

    @Override
    public void closed() {
        events.add("closed");
    }

    @Override
    public ConnectionListener listener() {
        return this;
    }
}
