package dev.warmer.telemetry;

import dev.warmer.game.Guess;
import dev.warmer.protocol.Command;
import dev.warmer.protocol.ErrorCode;
import dev.warmer.protocol.ProtocolException;
import dev.warmer.protocol.SessionListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is seen of one connection: it is counted, and told in a line when it is opened and when it is closed. Used by
 * whoever drives the connection, one thread at a time.
 */
public final class ConnectionTelemetry implements SessionListener {
    private static final Logger LOG = LoggerFactory.getLogger("dev.warmer.connection");

    private final ServerTelemetry server;
    private final Object peer;
    private Closing closing;

    ConnectionTelemetry(ServerTelemetry server, Object peer) {
        this.server = server;
        this.peer = peer;
    }

    /** The connection is about to be closed. The first reason given stands. */
    public void closing(Closing reason) {
        if (closing == null) {
            closing = reason;
        }
    }

    /** The connection is closed. */
    public void closed() {
        closing(Closing.PEER);
    }

    /** The lines of a read were answered. */
    public void answered(long nanoseconds) {}

    @Override
    public void reported(Guess guess) {
        server.reported(guess);
    }

    @Override
    public void received(Command command) {
        if (command == Command.END) {
            closing(Closing.END);
        }
    }

    @Override
    public void violated(ProtocolException violation) {
        closing(cause(violation.code()));
        LOG.debug("{}: {} {}", peer, violation.code(), violation.getMessage());
    }

    private static Closing cause(ErrorCode code) {
        return switch (code) {
            case TOO_MANY_CONNECTIONS -> Closing.REFUSED;
            case IDLE_TIMEOUT -> Closing.IDLE;
            case SHUTTING_DOWN -> Closing.SHUTDOWN;
            default -> Closing.VIOLATION;
        };
    }

    @Override
    public void failed(RuntimeException bug) {
        closing(Closing.INTERNAL);
        LOG.error("{}: failed to answer", peer, bug);
    }
}
