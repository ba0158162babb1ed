package dev.warmer.load;

import dev.warmer.config.LoadConfig.Play;
import dev.warmer.eventloop.Replies;
import dev.warmer.game.Outcome;
import dev.warmer.game.Secret;
import dev.warmer.protocol.ErrorCode;
import dev.warmer.protocol.ProtocolException;
import dev.warmer.protocol.ReplyValidator;
import io.vertx.core.net.NetSocket;

/** One connection and the games played on it, on its event loop. A round is a question and its reply, one at a time. */
final class Player implements Replies.Listener {
    /** How long to wait for a server that may not close its side at all. */
    private static final long FAREWELL_NANOS = 1_000_000_000;

    private enum State {
        IDLE,
        WAITING,
        LEAVING
    }

    private final Players players;
    private final Play play;
    private final Secrets secrets;
    private final NetSocket socket;
    private final Replies replies;
    private DueTimes later = new DueTimes();
    private State state = State.IDLE;
    /** When the round was due that a reply is waited for, and when the server was last spoken to. */
    private long due;

    private long spoken;
    /** The game; null between two. */
    private Secret secret;

    private ReplyValidator reader;
    private int guesses;
    private int played;
    /** What has not been told of the last guess; null before the first. */
    private Outcome outcome;

    Player(Players players, Play play, Secrets secrets, NetSocket socket) {
        this.players = players;
        this.play = play;
        this.secrets = secrets;
        this.socket = socket;
        replies = new Replies(socket, this);
    }

    boolean isIdle() {
        return state == State.IDLE;
    }

    boolean isLeaving() {
        return state == State.LEAVING;
    }

    /** A round is due, and asked for now or when those before it are answered. */
    void round(long due, long now) {
        if (state == State.IDLE) {
            ask(due, now);
        } else {
            later.add(due);
        }
    }

    private void ask(long roundDue, long now) {
        due = roundDue;
        spoken = now;
        state = State.WAITING;
        players.waiting(1);
        if (secret == null) {
            secret = new Secret(secrets.next());
            reader = new ReplyValidator(play.range());
            guesses = 0;
            socket.write(players.requests().game(outcome));
        } else {
            socket.write(players.requests().guess(outcome));
        }
    }

    @Override
    public void replied(byte[] line) {
        if (state != State.WAITING) {
            replies.end(ReplyValidator.unexpected(line, 0, line.length));
            return;
        }
        try {
            guessed(reader.read(line, 0, line.length));
        } catch (ProtocolException wrong) {
            replies.end(wrong);
        }
    }

    private void guessed(long number) {
        long now = System.nanoTime();
        players.sample().answered(due, now);
        state = State.IDLE;
        outcome = secret.judge(number);
        guesses++;
        if (outcome == Outcome.CORRECT || guesses == play.guesses()) {
            players.sample().played(guesses, outcome == Outcome.CORRECT);
            secret = null;
            played++;
        }
        if (secret == null && played == play.games()) {
            finish(now);
        } else if (later.size() > 0 && !players.isEnding()) {
            ask(later.remove(), now);
        }
        players.answered(this, now);
    }

    /** All its games are played; the rounds that were to be this player's are another's, who has games left. */
    private void finish(long now) {
        DueTimes rest = later;
        later = new DueTimes();
        leave(now);
        while (rest.size() > 0) {
            players.round(rest.remove(), now);
        }
    }

    /** Takes its leave, unless it waits for a reply. */
    void leave(long now) {
        if (state == State.IDLE) {
            breakOff();
            state = State.LEAVING;
            spoken = now;
            socket.write(players.requests().end(outcome));
        }
    }

    /** What was begun will not be finished. */
    private void breakOff() {
        players.sample().unanswered(later.size());
        if (secret != null) {
            players.sample().unfinished();
            secret = null;
        }
    }

    /** The connection is lost, unless it had no more use. */
    private void lose() {
        State before = state;
        state = State.LEAVING;
        if (before != State.LEAVING) {
            breakOff();
        }
        if (before == State.WAITING) {
            players.sample().unanswered(1);
            players.waiting(-1);
        }
    }

    /** Looks at the clock. */
    void tick(long now, long replyTimeoutNanos) {
        if (state == State.WAITING && now - spoken > replyTimeoutNanos) {
            replies.end(ProtocolException.replyTimeout(replyTimeoutNanos / 1_000_000));
        } else if (state == State.LEAVING && now - spoken > FAREWELL_NANOS) {
            replies.end(ProtocolException.connectionClosed());
        }
    }

    /** Goes without waiting for anything. */
    void abandon() {
        lose();
        replies.end(ProtocolException.connectionClosed());
    }

    @Override
    public void ended(ProtocolException reason) {
        players.pace(System.nanoTime()); // what was due by now was not answered
        boolean farewell = state == State.LEAVING && reason.code() == ErrorCode.CONNECTION_CLOSED;
        lose();
        if (!farewell) {
            players.failed(reason);
        }
        players.gone(this);
    }
}
