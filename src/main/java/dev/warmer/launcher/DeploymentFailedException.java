package dev.warmer.launcher;

/** A verticle of the conf did not start. */
final class DeploymentFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    DeploymentFailedException(String name, Throwable cause) {
        super(name + ": " + (cause.getMessage() == null ? cause : cause.getMessage()), cause);
    }
}
