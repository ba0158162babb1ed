package dev.warmer.net;

import java.io.IOException;

/** A client found no server to play with in the time it had. */
public final class CannotConnect extends IOException {
    private static final long serialVersionUID = 1;

    /**
     * @param host the server's name or address
     * @param port its TCP port
     * @param limitMs how many milliseconds it was tried
     * @param cause why the last attempt failed
     */
    public CannotConnect(String host, int port, long limitMs, Throwable cause) {
        super("cannot connect to " + host + ":" + port + " within " + limitMs + " ms: " + reason(cause), cause);
    }

    private static String reason(Throwable cause) {
        return cause instanceof java.net.UnknownHostException ? "the host is unknown" : cause.getMessage();
    }
}
