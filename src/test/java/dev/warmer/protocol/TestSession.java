package dev.warmer.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.game.Guess;
import dev.warmer.game.Outcome;
import dev.warmer.game.Range;
import dev.warmer.game.Strategy;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A session in memory, and what its strategies learn and its listener is notified of. */
final class TestSession implements SessionListener {
    static final int MAX_LINE_LENGTH = 64;

    final List<Outcome> learned = new ArrayList<>();
    final List<String> events = new ArrayList<>();
    private final Session session;
    private final ReplyBuffer replies = new ReplyBuffer();
    private boolean closed;

    /** With a server that makes these guesses, anew in each game. */
    TestSession(long... guesses) {
        session = new Session(range -> new ScriptedStrategy(guesses, learned), MAX_LINE_LENGTH, this);
    }

    TestSession(Function<Range, Strategy> strategies, SessionListener listener) {
        session = new Session(strategies, MAX_LINE_LENGTH, listener);
    }

    /** Sends all the lines at once, as a peer that pipelines. */
    TestSession send(String... lines) {
        replies.clear();
        for (String line : lines) {
            receive(line.getBytes(UTF_8));
        }
        return this;
    }

    TestSession send(byte[] line) {
        replies.clear();
        receive(line);
        return this;
    }

    TestSession abort(ProtocolException reason) {
        replies.clear();
        session.abort(reason, replies);
        closed = true;
        return this;
    }

    TestSession fail(Throwable bug) {
        replies.clear();
        session.fail(bug, replies);
        closed = true;
        return this;
    }

    /** A driver's buffer has more in it than the line. */
    private void receive(byte[] line) {
        ByteArrayOutputStream buffer = new ByteArrayOutputStream();
        buffer.writeBytes("NUMBER\n".getBytes(UTF_8));
        int from = buffer.size();
        buffer.writeBytes(line);
        int to = buffer.size();
        buffer.writeBytes("\nNUMBER\n".getBytes(UTF_8));
        closed = !session.receive(buffer.toByteArray(), from, to, replies);
    }

    /** No game may begin after the one in progress. */
    void drain() {
        session.drain();
    }

    /** The answer to what was sent just now is these lines, and the session goes on. */
    void expects(String... lines) {
        assertThat(answer()).isEqualTo(joined(lines));
        assertThat(closed).as("closed").isFalse();
    }

    /** The answer is these lines, and then the server closes. */
    void ends(String... lines) {
        assertThat(answer()).isEqualTo(joined(lines));
        assertThat(closed).as("closed").isTrue();
    }

    /** The answer is an ERROR line and nothing else, and then the server closes. */
    void fails(ErrorCode code) {
        assertThat(answer()).startsWith("ERROR " + code + " ").matches("[ -~]{1,1024}\n");
        assertThat(closed).as("closed").isTrue();
    }

    String answer() {
        return replies.toString();
    }

    private static String joined(String... lines) {
        return lines.length == 0 ? "" : String.join("\n", lines) + "\n";
    }

    @Override
    public void started(Range range) {
        events.add("started " + range);
    }

    @Override
    public void reported(Guess guess) {
        events.add("reported " + guess);
    }

    @Override
    public void violated(ProtocolException violation) {
        events.add("violated " + violation.code());
    }

    @Override
    public void failed(Throwable bug) {
        events.add("failed " + bug.getMessage());
    }
}
