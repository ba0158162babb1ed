package dev.warmer.metrics;

import dev.warmer.protocol.Command;

/** What a line asks for, if it makes sense. */
public enum CommandType {
    /** A new game, or the end of one. */
    PARAMS,
    /** The end of a game. */
    CLEAR,
    /** A guess. */
    NUMBER,
    /** What the last guess was. */
    REPORT,
    /** The end of the session. */
    END;

    static CommandType of(Command command) {
        if (command == Command.NUMBER) {
            return NUMBER;
        }
        if (command instanceof Command.Report) {
            return REPORT;
        }
        if (command == Command.CLEAR) {
            return CLEAR;
        }
        return command == Command.END ? END : PARAMS;
    }
}
