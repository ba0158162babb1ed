package dev.warmer.net;

import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** Why the network did not do something, in the words of the system, whatever transport has them from it. */
final class Reason {
    /** The native transports put the name of the call and the number of the error in front. */
    private static final Pattern CALL =
            Pattern.compile("^(?:io_uring )?\\w+\\(\\.\\.\\) failed with error\\(-\\d+\\): ");

    private Reason() {}

    static String of(Throwable cause) {
        if (cause instanceof UnknownHostException) {
            return "the host is unknown";
        }
        return CALL.matcher(String.valueOf(cause.getMessage())).replaceFirst("");
    }
}
