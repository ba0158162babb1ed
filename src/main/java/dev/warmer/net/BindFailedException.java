package dev.warmer.net;

import java.io.IOException;

/** A server could not bind its port or path: it is in use, or the process lacks permission. */
public final class BindFailedException extends IOException {
    private static final long serialVersionUID = 1;

    /**
     * @param address where to listen
     * @param cause the error of the operating system
     */
    public BindFailedException(String address, Throwable cause) {
        super("cannot listen on " + address + ": " + ConnectFailedException.messageOf(cause), cause);
    }
}
