package dev.warmer.metrics;

import dev.warmer.connection.CloseReason;
import dev.warmer.game.Guess;
import dev.warmer.game.Range;
import dev.warmer.protocol.Command;
import dev.warmer.protocol.ErrorCode;
import dev.warmer.protocol.ProtocolException;
import dev.warmer.protocol.SessionListener;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is seen of one connection: it is counted, and told in a line when it is opened and when it is closed.
 *
 * <p>Used by whoever drives the connection, one thread at a time; only {@link #closing} may come from any thread.
 */
public final class ConnectionMetrics implements SessionListener {
    private static final Logger LOG = LoggerFactory.getLogger("dev.warmer.connection");

    private final ServerTelemetry server;
    private final ServerMetrics tally;
    private final Object peer;
    private final long opened = System.nanoTime();
    /** Why it is closed; null as long as it need not be. */
    private CloseReason closing;

    private long games;
    private long guesses;
    /** The kind of the lines received last, and how many of them are not counted yet. */
    private CommandType line;

    private int lines;

    ConnectionMetrics(ServerTelemetry server, ServerMetrics tally, Object peer) {
        this.server = server;
        this.tally = tally;
        this.peer = peer;
        LOG.debug("{}: opened", peer);
    }

    /** The connection is about to be closed. The first reason given stands. */
    public synchronized void closing(CloseReason reason) {
        if (closing == null) {
            closing = reason;
            if (reason == CloseReason.STALLED) {
                LOG.info("{}: dropped, since it does not take its replies", peer);
            }
        }
    }

    /** The connection cannot go on: the network has failed, or we have. */
    public void broken(Throwable cause) {
        if (cause instanceof IOException) {
            closing(CloseReason.RESET);
        } else {
            closing(CloseReason.INTERNAL);
            LOG.error("{}: failed to answer", peer, cause);
        }
    }

    /** The peer did not get as far as to speak TLS. */
    public void handshakeFailed(String reason) {
        closing(CloseReason.HANDSHAKE);
        server.handshakeFailed(peer, reason);
    }

    /** The connection is closed, and its session too. */
    public synchronized void closed() {
        closing(CloseReason.PEER);
        countReceived();
        tally.closed().increment(closing);
        if (LOG.isDebugEnabled()) {
            long ms = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - opened);
            LOG.debug("{}: closed: {} after {} ms, {} games, {} guesses", peer, closing, ms, games, guesses);
        }
    }

    /** The lines of a read were answered; it took so many {@code nanoseconds} from the read to the write. */
    public void answered(long nanoseconds) {
        tally.replies().record(nanoseconds);
    }

    /**
     * Counts the lines received. They are counted together, since a count costs as much as a line. To be called before
     * their replies are sent: whoever has those may look at the counts.
     */
    public void countReceived() {
        if (lines > 0) {
            tally.lines().add(line, lines);
            lines = 0;
        }
    }

    @Override
    public void received(Command command) {
        CommandType kind = CommandType.of(command);
        if (kind != line) {
            countReceived();
            line = kind;
        }
        lines++;
        if (command == Command.END) {
            closing(CloseReason.END);
        }
    }

    @Override
    public void started(Range range) {
        tally.started().increment();
        games++;
    }

    @Override
    public void reported(Guess guess) {
        server.reported(guess);
    }

    @Override
    public void won(long count) {
        tally.guesses().record(count);
        guesses += count;
    }

    @Override
    public void abandoned(long count) {
        tally.abandoned().increment();
        guesses += count;
    }

    @Override
    public void violated(ProtocolException violation) {
        ErrorCode code = violation.code();
        tally.errors().increment(code);
        closing(cause(code));
        if (!isForOperator(code)) {
            LOG.debug("{}: {} {}", peer, code, violation.getMessage());
        } else {
            LOG.info("{}: {} {}", peer, code, violation.getMessage());
        }
    }

    private static CloseReason cause(ErrorCode code) {
        return switch (code) {
            case TOO_MANY_CONNECTIONS -> CloseReason.REFUSED;
            case IDLE_TIMEOUT -> CloseReason.IDLE;
            case SHUTTING_DOWN -> CloseReason.SHUTDOWN;
            default -> CloseReason.VIOLATION;
        };
    }

    /** Where a limit of ours was hit, and not just a rule of the wire. */
    private static boolean isForOperator(ErrorCode code) {
        return cause(code) != CloseReason.VIOLATION || code == ErrorCode.LINE_TOO_LONG;
    }

    @Override
    public void failed(RuntimeException bug) {
        tally.errors().increment(ErrorCode.INTERNAL);
        closing(CloseReason.INTERNAL);
        LOG.error("{}: failed to answer", peer, bug);
    }
}
