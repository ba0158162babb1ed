package dev.warmer.net;

import io.netty.channel.ConnectTimeoutException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** Why the network did not do something, in the words of the system, whatever transport has them from it. */
final class NetworkErrors {
    /** The native transports put the name of the call and the number of the error in front. */
    private static final String CALL = "^(?:io_uring )?\\w+\\(\\.\\.\\) failed with error\\(-\\d+\\): ";
    /** Netty puts the address behind, which whoever tells the reason has told already. */
    private static final String ADDRESS = ": [\\w.-]*/\\S+:\\d+$";

    private static final Pattern AROUND = Pattern.compile(CALL + "|" + ADDRESS);

    private NetworkErrors() {}

    static String of(Throwable cause) {
        if (cause instanceof UnknownHostException) {
            return "the host is unknown";
        }
        if (cause instanceof SocketTimeoutException || cause instanceof ConnectTimeoutException) {
            return "no answer"; // how long was waited has been told
        }
        return AROUND.matcher(String.valueOf(cause.getMessage())).replaceAll("");
    }
}
