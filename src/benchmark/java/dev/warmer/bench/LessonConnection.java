package dev.warmer.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.warmer.game.Outcome;
import dev.warmer.game.Range;
import dev.warmer.game.Secret;
import dev.warmer.protocol.ReplyValidator;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;

/** A connection of {@link LessonLoad}: games of 20 guesses, of which one is requested at a time. */
final class LessonConnection {
    private static final int GUESSES = 20;
    private static final Range RANGE = new Range(1, 1_000_000);
    private static final String NEW_GAME = "PARAMS " + RANGE.lower() + " " + RANGE.upper() + "\nNUMBER\n";

    private static final ByteBuffer FIRST = encode(NEW_GAME);
    private static final Map<Outcome, ByteBuffer> IN_GAME = reports("NUMBER\n");
    private static final Map<Outcome, ByteBuffer> AFTER_GAME = reports(NEW_GAME);

    private final SocketChannel channel;
    private final SplittableRandom secrets;
    private final ByteBuffer in = ByteBuffer.allocate(ReplyValidator.MAX_LINE_LENGTH + 1);

    private Secret secret;
    private ReplyValidator validator;
    private int guesses;
    private Outcome outcome;
    private long requestedAt;

    /** Connects, and begins a game with its first guess. */
    LessonConnection(InetSocketAddress server, Selector selector, SplittableRandom secrets) throws IOException {
        this.secrets = secrets;
        newGame();
        channel = SocketChannel.open(server).setOption(StandardSocketOptions.TCP_NODELAY, true);
        send(FIRST);
        while (!read()) {
            // Blocks until all of the reply is there.
        }
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, this);
    }

    private static Map<Outcome, ByteBuffer> reports(String next) {
        Map<Outcome, ByteBuffer> reports = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            reports.put(outcome, encode("REPORT " + outcome + "\n" + next));
        }
        return reports;
    }

    private static ByteBuffer encode(String text) {
        byte[] bytes = text.getBytes(US_ASCII);
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }

    private void newGame() {
        secret = new Secret(secrets.nextLong(RANGE.lower(), RANGE.upper() + 1));
        validator = new ReplyValidator(RANGE);
        guesses = 0;
    }

    /** Reports the last guess and requests the next one, in one write. */
    void request(long now) throws IOException {
        requestedAt = now;
        boolean over = outcome == Outcome.CORRECT || guesses == GUESSES;
        if (over) {
            newGame();
        }
        send((over ? AFTER_GAME : IN_GAME).get(outcome));
    }

    private void send(ByteBuffer request) throws IOException {
        channel.write(request.rewind());
        if (request.hasRemaining()) {
            throw new IOException("no room for a request, although no other is pending");
        }
    }

    /** {@return whether the reply is complete} It is checked then. */
    boolean read() throws IOException {
        if (channel.read(in) < 0) {
            throw new EOFException("the server has closed a connection");
        }
        int last = in.position() - 1;
        if (last < 0 || in.get(last) != '\n') {
            if (!in.hasRemaining()) {
                throw new IOException("a reply is longer than " + ReplyValidator.MAX_LINE_LENGTH + " bytes");
            }
            return false;
        }
        long guess = validator.read(in.array(), 0, last);
        in.clear();
        outcome = secret.judge(guess);
        guesses++;
        return true;
    }

    /** {@return when the guess was requested that was read last} */
    long requestedAt() {
        return requestedAt;
    }

    void close() throws IOException {
        channel.close();
    }
}
