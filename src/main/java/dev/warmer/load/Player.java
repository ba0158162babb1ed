package dev.warmer.load;

import dev.warmer.client.ReplyStream;
import dev.warmer.config.LoadConfig.Play;
import dev.warmer.game.Outcome;
import dev.warmer.game.RandomStrategy;
import dev.warmer.game.Range;
import dev.warmer.game.Secret;
import dev.warmer.protocol.Command;
import dev.warmer.protocol.ErrorCode;
import dev.warmer.protocol.ProtocolException;
import dev.warmer.protocol.ReplyValidator;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * A connection and the games on it, on its event loop. A round is a request and its reply; one is open at a time. If
 * configured so, another connection takes the place of one that has ended.
 */
final class Player implements ReplyStream.Listener {
    /** How long to wait for the server to close the connection. */
    private static final long CLOSE_TIMEOUT_NANOS = 1_000_000_000;

    private enum State {
        IDLE,
        AWAITING_REPLY,
        /** Its connection has ended, and another one is being opened. */
        RECONNECTING,
        CLOSING
    }

    private final Players players;
    private final Play play;
    private final LongSupplier secrets;
    private NetSocket socket;
    private ReplyStream replies;
    /** The due times of the rounds that wait for the reply to the open one, or for a connection. */
    private final Deque<Long> waitingRounds = new ArrayDeque<>(1);

    private State state = State.IDLE;
    /** Whether it ends its session once it has the reply that it awaits. */
    private boolean leaving;

    /** When the open round was due, and when the last request was sent. */
    private long due;

    private long lastSent;
    /** The secret of the game; null if there is no game. */
    private Secret secret;

    private ReplyValidator validator;
    private int guesses;
    private int gamesPlayed;
    /** The outcome to report with the next request; null before the first guess. */
    private Outcome outcome;

    /** @param secrets the secrets of its games */
    Player(Players players, LongSupplier secrets, NetSocket socket) {
        this.players = players;
        play = players.config.play();
        this.secrets = secrets;
        use(socket);
    }

    private void use(NetSocket connected) {
        socket = connected;
        replies = new ReplyStream(connected, this);
    }

    /** {@return whether it begins no further round} */
    boolean isClosing() {
        return leaving || state == State.CLOSING;
    }

    /** It is to begin no further round. Its session ends with {@link #finish} or after the reply that it awaits. */
    void leave() {
        leaving = true;
    }

    /** Begins a round that is due: now, or when the earlier ones have their replies. Ignored while it is closing. */
    void round(long due, long now) {
        if (state == State.IDLE) {
            request(due, now);
        } else if (state != State.CLOSING) {
            waitingRounds.add(due);
        }
    }

    private void request(long roundDue, long now) {
        due = roundDue;
        lastSent = now;
        state = State.AWAITING_REPLY;
        players.awaitingReply(1);
        if (secret == null) {
            secret = new Secret(secrets.getAsLong());
            validator = new ReplyValidator(play.range());
            guesses = 0;
            socket.write(players.requests.game().get(outcome));
        } else {
            socket.write(players.requests.guess().get(outcome));
        }
    }

    @Override
    public void replied(byte[] line) {
        if (state != State.AWAITING_REPLY) {
            replies.end(ReplyValidator.unexpected(line, 0, line.length));
            return;
        }
        try {
            guessed(validator.read(line, 0, line.length));
        } catch (ProtocolException violation) {
            replies.end(violation);
        }
    }

    private void guessed(long number) {
        long now = System.nanoTime();
        players.stats.answered(due, now);
        state = State.IDLE;
        outcome = secret.judge(number);
        guesses++;
        if (outcome == Outcome.CORRECT || guesses == play.guesses()) {
            players.stats.played(guesses, outcome == Outcome.CORRECT);
            secret = null;
            gamesPlayed++;
        }
        if (!players.isClosing()) {
            next(now);
        }
        players.answered(this, now);
    }

    private void next(long now) {
        if (leaving || (secret == null && gamesPlayed == play.games())) {
            finish(now);
        } else if (!waitingRounds.isEmpty()) {
            request(waitingRounds.remove(), now);
        }
    }

    /** All games are played, or it is leaving: the rounds that wait are begun by other players. */
    void finish(long now) {
        List<Long> rest = List.copyOf(waitingRounds);
        waitingRounds.clear();
        close(now);
        rest.forEach(waiting -> players.begin(waiting, now));
    }

    /** Ends the session if no reply is awaited; the server then closes the connection. */
    void close(long now) {
        if (state == State.IDLE) {
            abandon();
            lastSent = now;
            socket.write(players.requests.end().get(outcome));
        } else if (state == State.RECONNECTING) {
            abandon();
            players.closed(this);
        }
    }

    /** Neither the rounds that have begun or wait nor the game will go on. */
    private void abandon() {
        players.stats.unanswered += waitingRounds.size();
        waitingRounds.clear();
        abandonGame(State.CLOSING);
    }

    private void abandonGame(State next) {
        boolean awaited = state == State.AWAITING_REPLY;
        state = next;
        players.stats.unanswered += awaited ? 1 : 0;
        players.stats.unfinished += secret == null ? 0 : 1;
        secret = null;
        if (awaited) {
            players.awaitingReply(-1);
        }
    }

    /** Ends the connection if a timeout has passed. */
    void checkTimeout(long now, long replyTimeoutNanos) {
        if (state == State.AWAITING_REPLY && now - lastSent > replyTimeoutNanos) {
            replies.end(ProtocolException.replyTimeout(replyTimeoutNanos / 1_000_000));
        } else if (state == State.CLOSING && now - lastSent > CLOSE_TIMEOUT_NANOS) {
            replies.end(ProtocolException.connectionClosed());
        }
    }

    /** Closes the connection at once, without waiting for a reply. */
    void abort() {
        abandon();
        replies.end(ProtocolException.connectionClosed());
    }

    @Override
    public void ended(ProtocolException reason) {
        boolean closed = reason.code() == ErrorCode.CONNECTION_CLOSED;
        boolean betweenGames = play.reconnect() && closed && (secret == null || guesses == 0);
        boolean expected = (state == State.CLOSING && closed) || betweenGames;
        socket.close();
        players.disconnected();
        if (play.reconnect() && !isClosing() && !players.isClosing()) {
            reconnect(reason, betweenGames);
            return;
        }
        abandon();
        if (!expected) {
            players.failed(reason);
        }
        players.closed(this);
    }

    /** @param betweenGames whether the server has closed the connection before the first guess of a game, as one that stops */
    private void reconnect(ProtocolException reason, boolean betweenGames) {
        if (betweenGames && state == State.AWAITING_REPLY) {
            waitingRounds.addFirst(due); // it begins the game on the next connection
            state = State.RECONNECTING;
            secret = null;
            players.awaitingReply(-1);
        } else {
            abandonGame(State.RECONNECTING);
        }
        if (!betweenGames) {
            players.failed(reason);
        }
        outcome = null;
        players.reconnect(this);
    }

    /** It goes on with another connection. {@return whether it has begun a round that waited} */
    boolean reconnected(NetSocket another) {
        use(another);
        state = State.IDLE;
        boolean waiting = !waitingRounds.isEmpty();
        if (waiting) {
            request(waitingRounds.remove(), System.nanoTime());
        }
        return waiting;
    }

    /** There is no other connection for it. */
    void reconnectFailed() {
        if (state == State.RECONNECTING) {
            abandon();
            players.closed(this);
        }
    }

    /** {@return the secrets of one player, uniform over the range, and the same for the same seed and player} */
    static LongSupplier secrets(long seed, long player, Range range) {
        // SplittableRandom mixes its state: generators of neighbouring players, and of neighbouring seeds, are
        // unrelated.
        RandomGenerator random = new SplittableRandom(new SplittableRandom(seed).nextLong() + player);
        return () -> new RandomStrategy(range, random).next();
    }

    /**
     * All that a player sends in one write, encoded once: the outcome of its last guess, and what follows.
     *
     * @param game requests the first guess of a game, by the last outcome, which is null before the first guess of all
     * @param guess requests another guess of the game
     * @param end ends the session
     */
    record Requests(Map<Outcome, Buffer> game, Map<Outcome, Buffer> guess, Map<Outcome, Buffer> end) {
        static Requests of(Range range) {
            String newGame = new Command.Params(range.lower(), range.upper()) + "\n";
            String number = Command.NUMBER + "\n";
            return new Requests(encode(newGame + number), encode(number), encode(Command.GAME_OVER + "\n\n"));
        }

        private static Map<Outcome, Buffer> encode(String lines) {
            Map<Outcome, Buffer> requests = new HashMap<>();
            requests.put(null, Buffer.buffer(lines));
            for (Outcome outcome : Outcome.values()) {
                requests.put(outcome, Buffer.buffer(new Command.Report(outcome) + "\n" + lines));
            }
            return requests;
        }
    }
}
