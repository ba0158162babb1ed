package dev.warmer.protocol;

import dev.warmer.game.Range;
import dev.warmer.game.Strategy;
import java.util.function.Function;

/**
 * The server's side of one connection: lines in, replies out. It does no I/O and never throws for what a peer sends;
 * whoever drives it adds the waiting.
 *
 * <p>Not thread-safe: the lines of a connection come in order, from one thread at a time.
 */
public final class Session {
    private final Function<Range, Strategy> strategies;
    private final SessionListener listener;
    private final int maxLineLength;
    private Game game;
    private boolean draining;
    private boolean over;

    /**
     * @param strategies makes the strategy for a new game
     * @param maxLineLength how many bytes a line may hold, its end left out
     * @param listener is told what happens
     */
    public Session(Function<Range, Strategy> strategies, int maxLineLength, SessionListener listener) {
        this.strategies = strategies;
        this.maxLineLength = maxLineLength;
        this.listener = listener;
    }

    /**
     * Takes the next line: the bytes from {@code from} to {@code to}, without the LF; a CR at the end is dropped.
     *
     * @param replies the reply is added to it, if there is one; to be sent, and then cleared, by the caller
     * @return whether the session goes on; if not, the connection is to be closed once the replies are sent, and every
     *     further line is ignored
     */
    public boolean receive(byte[] bytes, int from, int to, ReplyBuffer replies) {
        if (!over && !answer(bytes, from, to, replies)) {
            close();
        }
        return !over;
    }

    /** {@return whether a game is in progress: begun, and neither won nor over} */
    public boolean isPlaying() {
        return game != null && !game.isWon();
    }

    /** Makes the game in progress the last: {@code PARAMS} ends it as ever, and starts no other. */
    public void drain() {
        draining = true;
    }

    /** Ends the session without a word; the peer is gone, say. Has no effect on one that is over. */
    public void close() {
        over = true;
        endGame();
    }

    private void endGame() {
        if (game != null) {
            game.end();
            game = null;
        }
    }

    /**
     * Ends the session for a reason that shows only outside its lines, such as a time that is over.
     * The connection is to be closed once the replies are sent. Adds nothing to a session that is over.
     *
     * @param replies the ERROR line is added to it
     */
    public void abort(ProtocolException reason, ReplyBuffer replies) {
        if (!over) {
            error(reason, replies);
            close();
        }
    }

    private void error(ProtocolException violation, ReplyBuffer replies) {
        listener.violated(violation);
        replies.error(violation);
    }

    /**
     * The one funnel: whatever goes wrong with a line becomes the ERROR line that ends the session.
     *
     * @return whether the session goes on
     */
    private boolean answer(byte[] bytes, int from, int to, ReplyBuffer replies) {
        try {
            return executed(bytes, from, Lines.dropCr(bytes, from, to), replies);
        } catch (RuntimeException bug) {
            over = true;
            listener.failed(bug);
            replies.error(ProtocolException.internal());
            return false;
        }
    }

    private boolean executed(byte[] bytes, int from, int to, ReplyBuffer replies) {
        try {
            return execute(read(bytes, from, to), replies);
        } catch (ProtocolException violation) {
            error(violation, replies);
            return false;
        }
    }

    private Command read(byte[] bytes, int from, int to) {
        Lines.checkLength(to - from, maxLineLength);
        try {
            return CommandParser.parse(bytes, from, to);
        } catch (ProtocolException violation) {
            // Every command is printable ASCII, so the encoding needs a look only where there is none.
            Lines.checkEncoding(bytes, from, to);
            throw violation;
        }
    }

    private boolean execute(Command command, ReplyBuffer replies) {
        listener.received(command);
        if (command == Command.NUMBER) {
            replies.guess(game().next());
        } else if (command instanceof Command.Report report) {
            game().report(report.outcome());
        } else if (command instanceof Command.Params params) {
            start(params);
        } else if (command == Command.CLEAR) {
            endGame();
        }
        return command != Command.END;
    }

    private Game game() {
        if (game == null) {
            throw new ProtocolException(ErrorCode.NO_GAME, "no game: start one with PARAMS lower upper");
        }
        return game;
    }

    private void start(Command.Params params) {
        endGame();
        if (draining || params.isGameOver()) {
            return;
        }
        if (params.lower() > params.upper()) {
            throw new ProtocolException(
                    ErrorCode.BAD_RANGE,
                    params.lower() + " to " + params.upper() + " is no range: lower must not be above upper");
        }
        Range range = new Range(params.lower(), params.upper());
        game = new Game(range, strategies.apply(range), listener);
        listener.started(range);
    }
}
