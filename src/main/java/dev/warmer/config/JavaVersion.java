package dev.warmer.config;

/** Whether this JVM has virtual threads. */
final class JavaVersion {
    private static final int VIRTUAL_THREADS_SINCE = 21;
    private static final int VERSION = Runtime.version().feature();

    /** For an error message about something that needs them, if they are missing. */
    static final String LACKS_VIRTUAL_THREADS =
            "needs Java " + VIRTUAL_THREADS_SINCE + " or newer and this is Java " + VERSION;

    private JavaVersion() {}

    static boolean hasVirtualThreads() {
        return VERSION >= VIRTUAL_THREADS_SINCE;
    }
}
