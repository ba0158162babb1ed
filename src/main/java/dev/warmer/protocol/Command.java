package dev.warmer.protocol;

import dev.warmer.game.Outcome;
import java.util.Locale;

/** A line that a client can send. Its string is the line, without the LF. */
public sealed interface Command {
    /** Requests a guess. */
    Command NUMBER = new Bare(Type.NUMBER, "NUMBER");

    /** The empty line: ends the session. */
    Command END = new Bare(Type.END, "");

    /** Ends the game without starting another, in the third edition of the lesson. */
    Command CLEAR = new Bare(Type.CLEAR, "CLEAR");

    /** Ends the game without starting another, in every edition. */
    Command GAME_OVER = new Params(0, -1);

    /** The type of a command. Its string is the label in the metrics. */
    enum Type {
        /** Starts or ends a game. */
        PARAMS,
        /** Ends a game. */
        CLEAR,
        /** Requests a guess. */
        NUMBER,
        /** Reports an outcome. */
        REPORT,
        /** Ends the session. */
        END;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** {@return the type of this command} */
    Type type();

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
        public Type type() {
            return Type.PARAMS;
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
        public Type type() {
            return Type.REPORT;
        }

        @Override
        public String toString() {
            return "REPORT " + outcome;
        }
    }

    /**
     * A command without arguments.
     *
     * @param type what it asks for
     * @param line the line
     */
    record Bare(Type type, String line) implements Command {
        @Override
        public String toString() {
            return line;
        }
    }
}
