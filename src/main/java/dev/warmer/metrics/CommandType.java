package dev.warmer.metrics;

import dev.warmer.protocol.Command;

/** What a line asks for, if it makes sense. */
public enum CommandType {
    /** A new game, or the end of one. */
    PARAMS,
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
        return command == Command.END ? END : PARAMS;
    }
}
