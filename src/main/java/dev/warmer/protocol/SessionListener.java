package dev.warmer.protocol;

import dev.warmer.game.Guess;
import dev.warmer.game.Range;

/** Listener for the events of a {@link Session}, notified by the thread that calls the session. */
public interface SessionListener {
    /** Ignores every event. */
    SessionListener NONE = new SessionListener() {};

    /** A valid command was received. */
    default void received(Command command) {}

    /** A game was started. */
    default void started(Range range) {}

    /** An outcome was reported for the last guess. */
    default void reported(Guess guess) {}

    /**
     * The game was won.
     *
     * @param guesses how many it took, as an unsigned integer
     */
    default void won(long guesses) {}

    /**
     * The game ended without being won.
     *
     * @param guesses how many were made, as an unsigned integer
     */
    default void abandoned(long guesses) {}

    /** The session ended with an ERROR line: the client violated the protocol, or hit a limit or timeout. */
    default void violated(ProtocolException violation) {}

    /** The session ended with {@code ERROR INTERNAL}: an internal error, not caused by the client. */
    default void failed(Throwable failure) {}
}
