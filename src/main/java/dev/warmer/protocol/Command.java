package dev.warmer.protocol;

import dev.warmer.game.Outcome;

/** A line that a client can send. Its string is the line, without the LF. */
public sealed interface Command {
    /** Requests a guess. */
    Command NUMBER = Bare.NUMBER;

    /** The empty line: ends the session. */
    Command END = Bare.END;

    /** Ends the game without starting another, in the third edition of the lesson. */
    Command CLEAR = Bare.CLEAR;

    /** Ends the game without starting another, in every edition. */
    Command GAME_OVER = new Params(0, -1);

    /**
     * Starts a game in the range {@code lower} to {@code upper}, or ends one ({@code 0 -1}).
     *
     * @param lower the smallest number of the range
     * @param upper the largest
     */
    record Params(long lower, long upper) implements Command {
        /** {@return whether this ends the game and starts none} */
        public boolean isGameOver() {
            return lower == 0 && upper == -1;
        }

        @Override
        public String toString() {
            return "PARAMS " + lower + " " + upper;
        }
    }

    /**
     * Reports the outcome of the last guess.
     *
     * @param outcome how it compares with the guess reported before it
     */
    record Report(Outcome outcome) implements Command {
        @Override
        public String toString() {
            return "REPORT " + outcome;
        }
    }

    /** The commands without arguments. */
    enum Bare implements Command {
        /** See {@link Command#NUMBER}. */
        NUMBER("NUMBER"),
        /** See {@link Command#CLEAR}. */
        CLEAR("CLEAR"),
        /** See {@link Command#END}. */
        END("");

        private final String line;

        Bare(String line) {
            this.line = line;
        }

        @Override
        public String toString() {
            return line;
        }
    }
}
