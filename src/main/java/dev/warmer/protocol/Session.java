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
     * @return what to send; after the reply that is the last, every further line is ignored
     */
    public Reply receive(byte[] bytes, int from, int to) {
        if (over) {
            return Reply.END;
        }
        Reply reply = answer(bytes, from, to);
        if (reply.isLast()) {
            close();
        }
        return reply;
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
     *
     * @return what to send
     */
    public Reply abort(ProtocolException reason) {
        if (over) {
            return Reply.END;
        }
        Reply reply = error(reason);
        close();
        return reply;
    }

    private Reply error(ProtocolException violation) {
        listener.violated(violation);
        return Reply.error(violation);
    }

    /** The one funnel: whatever goes wrong with a line becomes the ERROR line that ends the session. */
    private Reply answer(byte[] bytes, int from, int to) {
        try {
            return executed(bytes, from, Lines.dropCr(bytes, from, to));
        } catch (RuntimeException bug) {
            over = true;
            listener.failed(bug);
            return Reply.error(ProtocolException.internal());
        }
    }

    private Reply executed(byte[] bytes, int from, int to) {
        try {
            return execute(read(bytes, from, to));
        } catch (ProtocolException violation) {
            return error(violation);
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

    private Reply execute(Command command) {
        listener.received(command);
        if (command == Command.NUMBER) {
            return Reply.guess(game().next());
        }
        if (command instanceof Command.Report report) {
            game().report(report.outcome());
            return Reply.NONE;
        }
        if (command instanceof Command.Params params) {
            start(params);
            return Reply.NONE;
        }
        return Reply.END;
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
