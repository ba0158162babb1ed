package dev.warmer.protocol;

/** The word after {@code ERROR} on the wire, and the kinds of fault that only a client sees. */
public enum ErrorCode {
    /** The line starts with no command there is. */
    UNKNOWN_COMMAND,
    /** The command has too few or too many arguments. */
    BAD_ARGUMENTS,
    /** An argument is not a signed 64-bit integer. */
    BAD_INTEGER,
    /** The lower end of a range is above its upper end. */
    BAD_RANGE,
    /** An outcome is not one of the four. */
    BAD_OUTCOME,
    /** A number or a report without a game. */
    NO_GAME,
    /** A report before the first guess. */
    NO_GUESS,
    /** Every number was guessed and none of them was correct. */
    RANGE_EXHAUSTED,
    /** The line is longer than the limit. */
    LINE_TOO_LONG,
    /** The line is not UTF-8, or has a control character. */
    BAD_ENCODING,
    /** The server is full. */
    TOO_MANY_CONNECTIONS,
    /** No complete line came in time. */
    IDLE_TIMEOUT,
    /** The server is going down. */
    SHUTTING_DOWN,
    /** The server is at fault, not its peer. */
    INTERNAL,

    /** Seen by a client, never sent: the server answered with an {@code ERROR} line. */
    ERROR_REPLY,
    /** Seen by a client, never sent: the guess is outside the game's range. */
    OUT_OF_RANGE,
    /** Seen by a client, never sent: the guess was made before in this game. */
    REPEATED_GUESS,
    /** Seen by a client, never sent: the server said something nobody asked for. */
    UNASKED_REPLY,
    /** Seen by a client, never sent: the connection ended in mid-game. */
    CONNECTION_CLOSED,
    /** Seen by a client, never sent: a reply did not come in time. */
    REPLY_TIMEOUT
}
