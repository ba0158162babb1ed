package dev.warmer.game;

/** How a guess compares with the one reported before it. */
public enum Outcome {
    /** Nearer to the secret. */
    WARMER("Warmer"),
    /** Farther from the secret. */
    COLDER("Colder"),
    /** The first guess of a game, or, in the second edition of the lesson, the same distance. */
    UNSURE("Unsure"),
    /** The same distance from the secret, in the third edition of the lesson. */
    SAME("Same"),
    /** The secret itself. */
    CORRECT("Correct");

    private final String text;

    Outcome(String text) {
        this.text = text;
    }

    /** {@return the name on the wire and in the transcript} */
    @Override
    public String toString() {
        return text;
    }
}
