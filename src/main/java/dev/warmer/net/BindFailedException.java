package dev.warmer.net;

import java.io.IOException;

/** A server could not take its port: somebody else has it, or it is not ours to take. */
public final class BindFailedException extends IOException {
    private static final long serialVersionUID = 1;

    /**
     * @param host where to listen
     * @param port which TCP port
     * @param cause what the system said
     */
    public BindFailedException(String host, int port, Throwable cause) {
        super("cannot listen on " + host + ":" + port + ": " + NetworkErrors.of(cause), cause);
    }
}
