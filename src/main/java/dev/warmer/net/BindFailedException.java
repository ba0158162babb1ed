package dev.warmer.net;

import java.io.IOException;

/** A server could not bind its port: it is in use, or the process lacks permission. */
public final class BindFailedException extends IOException {
    private static final long serialVersionUID = 1;

    /**
     * @param host where to listen
     * @param port which TCP port
     * @param cause the error of the operating system
     */
    public BindFailedException(String host, int port, Throwable cause) {
        super("cannot listen on " + host + ":" + port + ": " + ConnectFailedException.messageOf(cause), cause);
    }
}
