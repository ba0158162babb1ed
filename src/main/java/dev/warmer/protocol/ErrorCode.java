package dev.warmer.protocol;

/** The code after {@code ERROR} on the wire. Those after {@link #INTERNAL} are never sent: a client detects them. */
public enum ErrorCode {
    /** The line does not start with a command. */
    UNKNOWN_COMMAND,
    /** The command has too few or too many arguments. */
    BAD_ARGUMENTS,
    /** An argument is not a signed 64-bit integer. */
    BAD_INTEGER,
    /** The lower end of a range is above its upper end. */
    BAD_RANGE,
    /** The argument of REPORT is not an outcome. */
    BAD_OUTCOME,
    /** NUMBER or REPORT without a game. */
    NO_GAME,
    /** REPORT before the first guess. */
    NO_GUESS,
    /** Every number was guessed and none was correct. */
    RANGE_EXHAUSTED,
    /** The line is longer than the limit. */
    LINE_TOO_LONG,
    /** The line is not UTF-8, or contains a control character. */
    BAD_ENCODING,
    /** The connection limit is reached. */
    TOO_MANY_CONNECTIONS,
    /** No complete line was received in time. */
    IDLE_TIMEOUT,
    /** The server is shutting down. */
    SHUTTING_DOWN,
    /** An internal error of the server; the client did not cause it. */
    INTERNAL,

    /** Client: the server replied with an {@code ERROR} line. */
    ERROR_REPLY,
    /** Client: the guess is outside the game's range. */
    OUT_OF_RANGE,
    /** Client: the guess was made before in this game. */
    REPEATED_GUESS,
    /** Client: the server sent a line while no request was pending. */
    UNEXPECTED_REPLY,
    /** Client: the connection was closed during a game. */
    CONNECTION_CLOSED,
    /** Client: a reply did not arrive in time. */
    REPLY_TIMEOUT
}
