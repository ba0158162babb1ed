package dev.warmer.protocol;

import dev.warmer.game.Guess;
import dev.warmer.game.Range;

/** Is told what happens in a {@link Session}, by the thread that feeds it. Cares for nothing by default. */
public interface SessionListener {
    /** Cares for nothing. */
    SessionListener NONE = new SessionListener() {};

    /** The client said something that makes sense. */
    default void received(Command command) {}

    /** The client started a game. */
    default void started(Range range) {}

    /** The client said what the last guess was. */
    default void reported(Guess guess) {}

    /**
     * The game is won.
     *
     * @param guesses how many it took
     */
    default void won(long guesses) {}

    /**
     * The game is over and was not won.
     *
     * @param guesses how many were made, as an unsigned integer
     */
    default void abandoned(long guesses) {}

    /** The client broke the rules, or its time is over; the session is, too. */
    default void violated(ProtocolException violation) {}

    /** We failed, not the client; the session is over. */
    default void failed(Throwable bug) {}
}
