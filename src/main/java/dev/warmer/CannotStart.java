package dev.warmer;

/** A verticle of the conf did not start. */
final class CannotStart extends RuntimeException {
    private static final long serialVersionUID = 1;

    CannotStart(String name, Throwable cause) {
        super(name + ": " + (cause.getMessage() == null ? cause : cause.getMessage()), cause);
    }
}
