package dev.warmer.connection;

import dev.warmer.protocol.ProtocolException;
import java.util.Optional;

/**
 * What a {@link ConnectionLimiter} has decided about a connection that was accepted. It has to be {@linkplain #release
 * released} when the socket is closed. Thread-safe.
 */
public final class Admission {
    private final Optional<ProtocolException> refusal;
    private final boolean mayLinger;
    private final Runnable release;
    private boolean released;

    Admission(Optional<ProtocolException> refusal, boolean mayLinger, Runnable release) {
        this.refusal = refusal;
        this.mayLinger = mayLinger;
        this.release = release;
    }

    /** {@return the TOO_MANY_CONNECTIONS that the peer is refused with; empty if it is admitted} */
    public Optional<ProtocolException> refusal() {
        return refusal;
    }

    /** {@return whether the socket may stay open: of an admitted peer, or of a refused one so that it can read why} */
    public boolean mayLinger() {
        return mayLinger;
    }

    /** The socket is closed. Has no effect if it was called before. */
    public synchronized void release() {
        if (!released) {
            released = true;
            release.run();
        }
    }
}
