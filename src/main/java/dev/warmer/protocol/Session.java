package dev.warmer.protocol;

import dev.warmer.game.Range;
import dev.warmer.game.Strategy;
import java.util.function.Function;

/**
 * The server's side of one connection: lines in, replies out. It does no I/O and never throws for what a peer sends.
 *
 * <p>A session ends once, in one of four ways: the client sends the empty line; {@link #close} ends it without a
 * line to the client; {@link #abort} ends it with an ERROR line that gives the reason; and {@link #fail} ends it with
 * {@code ERROR INTERNAL} after an exception in this program.
 *
 * <p>Not thread-safe: the lines of a connection come in order, from one thread at a time.
 */
public class Session {
    private final Function<Range, Strategy> strategies;
    private final SessionListener listener;
    private final int maxLineLength;
    private Game game;
    private boolean draining;
    private boolean over;

    /**
     * @param strategies creates the strategy for a new game
     * @param maxLineLength the maximum length of a line in bytes, without its terminator
     * @param listener notified of what happens, by the thread that calls
     */
    public Session(Function<Range, Strategy> strategies, int maxLineLength, SessionListener listener) {
        this.strategies = strategies;
        this.maxLineLength = maxLineLength;
        this.listener = listener;
    }

    /**
     * Handles the next line: the bytes from {@code from} to {@code to}, without the LF; a CR at the end is dropped. A
     * violation of the protocol or an internal error ends the session with an ERROR line.
     *
     * @param replies the reply is appended, if there is one; the caller sends it and then clears the buffer
     * @return whether the session goes on; if not, the connection is to be closed once the replies are sent, and every
     *     further line is ignored
     */
    public boolean receive(byte[] bytes, int from, int to, ReplyBuffer replies) {
        if (!over) {
            try {
                handle(bytes, from, CommandParser.dropCr(bytes, from, to), replies);
            } catch (Throwable failure) { // an Error such as OutOfMemoryError, too, ends this session only
                fail(failure, replies);
            }
        }
        return !over;
    }

    /** {@return whether a game is in progress: started, and neither won nor ended} */
    public boolean isPlaying() {
        return game != null && !game.isWon();
    }

    /** Makes the game in progress the last: {@code PARAMS} still ends it, but starts no other. */
    public void drain() {
        draining = true;
    }

    /** Ends the session without a line to the client. Has no effect on a session that is over. */
    public void close() {
        endGame();
        over = true;
    }

    private void endGame() {
        Game ended = game;
        game = null;
        if (ended != null) {
            ended.end();
        }
    }

    /**
     * Ends the session with an ERROR line. The connection is to be closed once the replies are sent. Has no effect on a
     * session that is over.
     *
     * @param reason a violation in a line, or a reason outside its lines, such as a timeout
     * @param replies the ERROR line is appended
     */
    public void abort(ProtocolException reason, ReplyBuffer replies) {
        if (!over) {
            listener.violated(reason);
            close();
            replies.error(reason);
        }
    }

    /**
     * Ends the session with {@code ERROR INTERNAL}. The connection is to be closed once the replies are sent. Has no
     * effect on a session that is over.
     *
     * @param failure the internal error, for the listener; its message is not sent
     * @param replies the ERROR line is appended
     */
    public void fail(Throwable failure, ReplyBuffer replies) {
        if (!over) {
            over = true;
            replies.error(new ProtocolException(ErrorCode.INTERNAL, "internal server error"));
            listener.failed(failure);
            endGame();
        }
    }

    private void handle(byte[] bytes, int from, int to, ReplyBuffer replies) {
        try {
            execute(parse(bytes, from, to), replies);
        } catch (ProtocolException violation) {
            abort(violation, replies);
        }
    }

    private Command parse(byte[] bytes, int from, int to) {
        if (to - from > maxLineLength) {
            throw ProtocolException.lineTooLong(maxLineLength);
        }
        try {
            return CommandParser.parse(bytes, from, to);
        } catch (ProtocolException violation) {
            // Every command is printable ASCII, so the encoding is checked only where there is none.
            UntrustedText.checkEncoding(bytes, from, to);
            throw violation;
        }
    }

    private void execute(Command command, ReplyBuffer replies) {
        listener.received(command);
        if (command == Command.NUMBER) {
            replies.guess(game().next());
        } else if (command instanceof Command.Report report) {
            game().report(report.outcome());
        } else if (command instanceof Command.Params params && !params.isGameOver()) {
            start(params);
        } else {
            endGame();
            over = command == Command.END;
        }
    }

    private Game game() {
        if (game == null) {
            throw new ProtocolException(ErrorCode.NO_GAME, "no game: start one with PARAMS lower upper");
        }
        return game;
    }

    private void start(Command.Params params) {
        endGame();
        if (draining) {
            return;
        }
        if (params.lower() > params.upper()) {
            String text = params.lower() + " to " + params.upper() + " is not a valid range: lower is above upper";
            throw new ProtocolException(ErrorCode.BAD_RANGE, text);
        }
        Range range = new Range(params.lower(), params.upper());
        game = new Game(range, strategies.apply(range), listener);
        listener.started(range);
    }
}
