package dev.warmer.net;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;

/** The messages of network errors, the same for every transport. */
final class NetworkErrors {
    /** The native transports put the system call and the error number in front. */
    private static final String CALL = "^(?:io_uring )?\\w+\\(\\.\\.\\) failed with error\\(-\\d+\\): ";
    /** Netty appends the address, which is in our message already. */
    private static final String ADDRESS = ": [\\w.-]*/\\S+:\\d+$";

    private static final Pattern AROUND = Pattern.compile(CALL + "|" + ADDRESS);

    private NetworkErrors() {}

    /** {@return the message, without address and duration, which the caller adds} */
    static String messageOf(Throwable cause) {
        if (cause instanceof UnknownHostException) {
            return "unknown host";
        }
        if (isConnectTimeout(cause)) {
            return "no answer";
        }
        return AROUND.matcher(String.valueOf(cause.getMessage())).replaceAll("");
    }

    /** Netty's own exception for it is a {@link ConnectException}, as is the operating system's. */
    static boolean isConnectTimeout(Throwable cause) {
        String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        return cause instanceof SocketTimeoutException
                || (cause instanceof ConnectException && message.contains("connection timed out"));
    }
}
