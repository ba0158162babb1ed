package dev.warmer.threads;

import dev.warmer.config.ClientConfig;
import dev.warmer.config.Endpoint;
import dev.warmer.config.GameConfig;
import dev.warmer.game.Guess;
import dev.warmer.game.Outcome;
import dev.warmer.game.Secret;
import dev.warmer.net.Backoff;
import dev.warmer.net.ConnectFailedException;
import dev.warmer.net.RoundRobinResolver;
import dev.warmer.protocol.Command;
import dev.warmer.protocol.ReplyValidator;
import dev.warmer.protocol.Transcript;
import dev.warmer.tls.HandshakeFailure;
import dev.warmer.tls.TlsSockets;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;

/** Plays the configured games, one after another over one connection, on the thread that calls it. */
final class ThreadedClient implements AutoCloseable {
    private final Endpoint server;
    private final List<GameConfig> games;
    private final Optional<TlsSockets> tls;
    private final Transcript transcript;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Socket socket = new Socket();

    /** @param tls what makes sockets that speak TLS, if the config has them do so */
    ThreadedClient(ClientConfig config, Optional<TlsSockets> tls, Transcript transcript) {
        server = config.server();
        games = config.games();
        this.tls = tls;
        this.transcript = transcript;
    }

    /**
     * Plays all games and tells of them.
     *
     * @throws IOException if no server is to be had, or the connection is lost
     * @throws dev.warmer.protocol.ProtocolException if the server says what it must not
     */
    void play() throws IOException, InterruptedException {
        List<Guess> guesses = new ArrayList<>();
        try (ClientConnection connection = new ClientConnection(connect(), server.replyTimeout())) {
            for (GameConfig game : games) {
                guesses.addAll(play(game, connection));
            }
            connection.finish();
        }
        transcript.played(guesses);
    }

    private Socket connect() throws IOException, InterruptedException {
        Backoff backoff = new Backoff(server.connectTimeout());
        IOException cause;
        do {
            try {
                socket = new Socket();
                if (closed.getCount() == 0) {
                    throw new IOException("stopped"); // the socket that was closed is not this one
                }
                socket.connect(RoundRobinResolver.next(server.host(), server.port()), leftOf(backoff));
                return secured(backoff);
            } catch (IOException e) {
                socket.close();
                cause = e;
            }
            if (HandshakeFailure.isIn(cause) && HandshakeFailure.of(cause).isPermanent()) {
                throw new ConnectFailedException(server.host(), server.port(), cause);
            }
            if (closed.await(backoff.next(), TimeUnit.MILLISECONDS)) {
                throw new IOException("stopped while connecting");
            }
        } while (backoff.left() > 0);
        throw new ConnectFailedException(
                server.host(), server.port(), server.connectTimeout().toMillis(), cause);
    }

    /** The first attempt is made however little time there is. */
    private static int leftOf(Backoff backoff) {
        return Math.toIntExact(Math.max(1, backoff.left()));
    }

    private Socket secured(Backoff backoff) throws IOException {
        if (tls.isEmpty() || server.tls().isEmpty()) {
            return socket;
        }
        SSLSocket secured = tls.get().client(socket, server.host(), server.tls().get());
        new Handshake(secured, socket).within(leftOf(backoff));
        return secured;
    }

    /** Ends {@link #play()} wherever it is. May be called from any thread. */
    @Override
    public void close() throws IOException {
        closed.countDown();
        socket.close();
    }

    private List<Guess> play(GameConfig game, ClientConnection connection) throws IOException {
        connection.tell(new Command.Params(game.range().lower(), game.range().upper()));
        try {
            return guesses(game, connection);
        } finally {
            connection.tell(Command.GAME_OVER);
        }
    }

    private List<Guess> guesses(GameConfig game, ClientConnection connection) throws IOException {
        Secret secret = game.secret();
        ReplyValidator reader = new ReplyValidator(game.range());
        List<Guess> guesses = new ArrayList<>();
        Outcome outcome = Outcome.UNSURE;
        while (outcome != Outcome.CORRECT && guesses.size() < game.guesses()) {
            long number = connection.ask(reader);
            if (guesses.isEmpty()) {
                // Not before: the server has heard all of the last game by now, and told of it.
                transcript.opened(game.range(), game.number());
            }
            outcome = secret.judge(number);
            guesses.add(new Guess(number, outcome));
            connection.tell(new Command.Report(outcome));
        }
        return guesses;
    }
}
