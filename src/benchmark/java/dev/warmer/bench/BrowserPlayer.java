package dev.warmer.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.warmer.game.Outcome;
import dev.warmer.game.Range;
import dev.warmer.game.Secret;
import dev.warmer.protocol.ReplyValidator;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import java.io.IOException;
import java.util.SplittableRandom;

/** A player of {@link BrowserLoad}: games of up to 20 guesses over a WebSocket, a guess each second. */
final class BrowserPlayer {
    private static final int INTERVAL_MS = 1_000;
    private static final int GUESSES = 20;
    private static final Range RANGE = new Range(1, 1_000_000);

    private final Vertx vertx;
    private final SplittableRandom random;
    private Secret secret;
    private ReplyValidator validator;
    private WebSocket socket;
    private long timer;
    private int inGame = GUESSES;
    private Outcome outcome;
    private volatile long guesses;
    private volatile long late;
    private volatile boolean stopped;

    BrowserPlayer(Vertx vertx, SplittableRandom random) {
        this.vertx = vertx;
        this.random = random;
    }

    /** The players begin at different moments of a second. */
    BrowserPlayer start(WebSocket connected) {
        socket = connected;
        socket.textMessageHandler(this::receive).closeHandler(closed -> {
            if (!stopped) {
                BrowserLoad.fail(new IOException("the server has closed a WebSocket"));
            }
        });
        timer = vertx.setPeriodic(1 + random.nextInt(INTERVAL_MS), INTERVAL_MS, tick -> request());
        return this;
    }

    private void request() {
        if (outcome == null && validator != null) {
            late++;
            return;
        }
        if (outcome != null) {
            socket.writeTextMessage("REPORT " + outcome);
        }
        if (outcome == Outcome.CORRECT || inGame == GUESSES) {
            secret = new Secret(random.nextLong(RANGE.lower(), RANGE.upper() + 1));
            validator = new ReplyValidator(RANGE);
            inGame = 0;
            socket.writeTextMessage("PARAMS " + RANGE.lower() + " " + RANGE.upper());
        }
        outcome = null;
        socket.writeTextMessage("NUMBER");
    }

    private void receive(String line) {
        try {
            byte[] bytes = line.getBytes(US_ASCII);
            outcome = secret.judge(validator.read(bytes, 0, bytes.length));
            inGame++;
            guesses++;
        } catch (RuntimeException wrong) {
            BrowserLoad.fail(wrong);
        }
    }

    void stop() {
        stopped = true;
        vertx.cancelTimer(timer);
    }

    /** {@return how many replies were received} */
    long guesses() {
        return guesses;
    }

    /** {@return how many requests were not sent, since the reply to the one before had not come} */
    long late() {
        return late;
    }
}
