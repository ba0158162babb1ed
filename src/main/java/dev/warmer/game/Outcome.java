package dev.warmer.game;

/** How a guess compares with the one reported before it. */
public enum Outcome {
    /** Nearer to the secret. */
    WARMER("Warmer"),
    /** Farther from the secret. */
    COLDER("Colder"),
    /** The first guess of a game, or as far from the secret as the one before. */
    UNSURE("Unsure"),
    /** The secret itself. */
    CORRECT("Correct");

    private final String word;

    Outcome(String word) {
        this.word = word;
    }

    /** {@return the word for it on the wire and in the transcript} */
    @Override
    public String toString() {
        return word;
    }
}
