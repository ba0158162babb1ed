package dev.warmer.metrics;

import dev.warmer.connection.CloseReason;
import dev.warmer.connection.ConnectionListener;
import dev.warmer.game.Guess;
import dev.warmer.game.Range;
import dev.warmer.protocol.Command;
import dev.warmer.protocol.ErrorCode;
import dev.warmer.protocol.ProtocolException;
import dev.warmer.protocol.Transcript;
import dev.warmer.protocol.UntrustedText;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Counts and logs the events of one connection, for every driver. Not thread-safe. */
public final class ConnectionMetrics implements ConnectionListener {
    static final Logger LOG = LoggerFactory.getLogger("dev.warmer.connection");
    private static final Set<CloseReason> BY_PEER = EnumSet.of(CloseReason.PEER, CloseReason.END, CloseReason.RESET);

    private final DriverMetrics server;
    private final Optional<Transcript> transcript;
    private final Object peer;
    private final long opened = System.nanoTime();
    /** Why it is closed; null while it is open. */
    private CloseReason reason;

    private String detail;

    /** By {@link System#nanoTime}; 0 while it is open. Set after everything else. */
    private volatile long closedAt;

    private long games;
    private long guesses;
    private long bytesReceived;
    private long bytesSent;
    /** How many NUMBER lines are not counted yet. */
    private int numbers;
    /** The type of the other lines received last, and how many of them are not counted yet. */
    private Command.Type type;

    private int lines;

    /**
     * A connection was accepted.
     *
     * @param server the counters of the connections of its driver
     * @param peer the peer's address, whose string is for the log
     * @param transcript receives the reports, if there is one
     */
    public ConnectionMetrics(DriverMetrics server, Object peer, Optional<Transcript> transcript) {
        this.server = server;
        this.transcript = transcript;
        this.peer = peer;
        server.accepted.inc();
        LOG.debug("{}: opened", peer);
    }

    @Override
    public void closing(CloseReason why, String what) {
        if (reason == null) {
            reason = why;
            detail = why == CloseReason.HANDSHAKE ? handshakeDetail(what) : what;
        }
    }

    @Override
    public void closed() {
        closing(CloseReason.PEER, "");
        linesReceived();
        server.closed(this, reason);
        closedAt = System.nanoTime() | 1;
        logClosed(peer, reason, detail, opened, games, guesses);
    }

    static String handshakeDetail(String why) {
        return UntrustedText.excerpt("TLS handshake failed: " + why);
    }

    /**
     * Logs the end of a connection: at info if this server ended it, and at debug if its peer did. Each reason has a
     * message of its own, so that the rate of one does not limit another.
     *
     * @param opened when it was opened, by {@link System#nanoTime}
     */
    static void logClosed(Object peer, CloseReason reason, String detail, long opened, long games, long guesses) {
        Level level = BY_PEER.contains(reason) ? Level.DEBUG : Level.INFO;
        if (LOG.isEnabledForLevel(level)) {
            long ms = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - opened);
            LOG.atLevel(level)
                    .addKeyValue("peer", peer)
                    .addKeyValue("reason", reason)
                    .addKeyValue("detail", detail)
                    .addKeyValue("durationMs", ms)
                    .addKeyValue("games", games)
                    .addKeyValue("guesses", guesses)
                    .log(
                            "{}: closed: " + reason + " after {} ms, {} games, {} guesses{}",
                            peer,
                            ms,
                            games,
                            guesses,
                            detail.isEmpty() ? "" : ": " + detail);
        }
    }

    /**
     * {@return the connection as it is now} May be called by another thread, and is then some microseconds old.
     *
     * @param now the time by {@link System#nanoTime}
     */
    public ConnectionInfo info(long now) {
        long closed = closedAt;
        long end = closed == 0 ? now : closed;
        return new ConnectionInfo(
                String.valueOf(peer),
                server.driver(),
                TimeUnit.NANOSECONDS.toMillis(now - opened),
                TimeUnit.NANOSECONDS.toMillis(end - opened),
                games,
                guesses,
                bytesReceived,
                bytesSent,
                closed == 0 ? Optional.empty() : Optional.of(reason),
                closed == 0 ? "" : detail);
    }

    @Override
    public void bytesReceived(int count) {
        bytesReceived += count;
    }

    @Override
    public void bytesSent(int count) {
        bytesSent += count;
    }

    @Override
    public void repliesWritten(long nanoseconds) {
        server.replySeconds.observe(nanoseconds / 1e9);
    }

    /** Lines of one type are counted together, since a counter costs as much as a line. */
    @Override
    public void linesReceived() {
        numbers = count(Command.Type.NUMBER, numbers);
        lines = count(type, lines);
    }

    private int count(Command.Type counted, int count) {
        if (count > 0) {
            server.lines.get(counted).inc(count);
        }
        return 0;
    }

    @Override
    public void received(Command command) {
        if (command == Command.NUMBER) {
            numbers++;
            return;
        }
        if (command.type() != type) {
            linesReceived();
            type = command.type();
        }
        lines++;
        if (type == Command.Type.END) {
            closing(CloseReason.END, "");
        }
    }

    @Override
    public void started(Range range) {
        server.started.inc();
        games++;
    }

    @Override
    public void reported(Guess guess) {
        if (transcript.isPresent()) {
            transcript.get().reported(guess);
        }
    }

    @Override
    public void won(long count) {
        server.won.inc();
        server.guesses.observe((double) count);
        guesses += count;
    }

    @Override
    public void abandoned(long count) {
        server.abandoned.inc();
        guesses += count;
    }

    @Override
    public void violated(ProtocolException violation) {
        ErrorCode code = violation.code();
        server.errors.get(code).inc();
        closing(reasonOf(code), code + " " + violation.getMessage());
    }

    private static CloseReason reasonOf(ErrorCode code) {
        return switch (code) {
            case TOO_MANY_CONNECTIONS -> CloseReason.REFUSED;
            case IDLE_TIMEOUT -> CloseReason.IDLE_TIMEOUT;
            case SHUTTING_DOWN -> CloseReason.SHUTDOWN;
            default -> CloseReason.VIOLATION;
        };
    }

    @Override
    public void failed(Throwable bug) {
        server.errors.get(ErrorCode.INTERNAL).inc();
        closing(CloseReason.INTERNAL, UntrustedText.excerpt(bug.toString()));
        LOG.error("{}: internal server error", peer, bug);
    }
}
